package io.stampede.network;

import io.stampede.engine.ResourceId;
import io.stampede.metadata.Instance;
import io.stampede.metadata.PublicKey;
import io.stampede.metadata.UserData;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A workload as it is told about itself, but for what its networks and its host add to that.
///
/// @param uuid as its firmware says it
/// @param made when it was asked for
public record Guest(
    ResourceId id,
    UUID uuid,
    String name,
    Instance.Image image,
    Instance.Type type,
    Instant made,
    List<PublicKey> keys,
    Optional<UserData> userData,
    List<String> disks) {
  /// Enough that two of one workload are never the same by chance.
  private static final int MARK = 16;

  public Guest {
    keys = List.copyOf(keys);
    disks = List.copyOf(disks);
  }

  /// Its id, and a print of all else: tells what a host was seen to tell from what it is to tell.
  public String mark() {
    try {
      var hash = MessageDigest.getInstance("SHA-256");
      hash.update(toString().getBytes(StandardCharsets.UTF_8));
      userData.ifPresent(data -> hash.update(data.bytes().toArray()));
      return id.value() + " " + HexFormat.of().formatHex(hash.digest()).substring(0, MARK);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
