package io.stampede.vm;

import io.stampede.metadata.PublicKey;
import io.stampede.metadata.UserData;
import io.stampede.schema.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// What the owner of a machine hands to its guest. All of it can be changed; a guest looks at it
/// mostly in its first run.
///
/// @param userDataIs what the user data looks like; said at admission
public record GuestData(
    @Field(
            label = "User data",
            help =
                "What the guest does when it first starts: cloud-config, a script, Ignition or any"
                    + " bytes (as data:;base64,…), up to 16 KiB. Kept encrypted, and not shown"
                    + " again.",
            update = true,
            secret = true,
            multiline = true,
            maxLength = UserText.LONGEST,
            example = "#cloud-config")
        Optional<UserText> userData,
    @Field(label = "User data is", create = false) Optional<String> userDataIs,
    @Field(
            label = "SSH keys",
            help = "Public keys that may log in to the guest, as in authorized_keys.",
            update = true,
            maxLength = 16_384,
            example = "ssh-ed25519 AAAA… ann@laptop")
        List<SshKey> sshKeys,
    @Field(
            label = "Config drive",
            help =
                "A small drive that tells the guest what 169.254.169.254 tells it, for images that"
                    + " look there: OpenStack's (config-2) or cloud-init's seed (nocloud). Made"
                    + " anew before each start.",
            byDefault = "config-2",
            update = true,
            more = true)
        ConfigDriveKind configDrive) {
  /// For a machine that was not made here.
  static final GuestData NONE =
      new GuestData(Optional.empty(), Optional.empty(), List.of(), ConfigDriveKind.NONE);

  private static final int LONGEST_NAME = 255;

  public GuestData {
    sshKeys = List.copyOf(sshKeys);
  }

  Optional<UserDataKind> kind() {
    return userData.map(text -> UserDataKind.of(text.data().bytes()));
  }

  /// With what its user data looks like.
  GuestData described() {
    return new GuestData(userData, kind().map(UserDataKind::words), sshKeys, configDrive);
  }

  public Optional<UserData> data() {
    return userData.map(UserText::data);
  }

  /// Named by their comments; no two have one name.
  public List<PublicKey> publicKeys() {
    var names = new HashSet<String>();
    var keys = new ArrayList<PublicKey>();
    for (var key : sshKeys) keys.add(new PublicKey(name(key, keys.size(), names), key.value()));
    return keys;
  }

  private static String name(SshKey key, int index, HashSet<String> taken) {
    var plain = key.comment().replaceAll("[^\\x20-\\x7e]", "-");
    var name = plain.isBlank() || plain.length() > LONGEST_NAME ? "key-" + index : plain;
    while (!taken.add(name)) name = "key-" + index + "-" + taken.size();
    return name;
  }
}
