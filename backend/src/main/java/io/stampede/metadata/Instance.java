package io.stampede.metadata;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/// All that an instance is told about itself.
///
/// Texts may come from anybody who may make an instance. Here they are of one line; what would read
/// as syntax where they are written is dealt with there.
///
/// @param id ours, from which those in EC2's form derive
/// @param uuid the machine's own, which OpenStack's clients compare with what the firmware says
/// @param hostname its first name, without a domain
/// @param nics the first one leads out, and is what EC2 calls the instance's address
/// @param disks as the guest's kernel calls them, as `vda`; the first one is the root's
/// @param tags as their owner sees them
/// @param sessions whether it must begin a session (IMDSv2) before it is told anything
public record Instance(
    String id,
    UUID uuid,
    String name,
    String hostname,
    Image image,
    Type type,
    Place place,
    Launch launch,
    List<Nic> nics,
    List<PublicKey> publicKeys,
    Optional<UserData> userData,
    List<String> securityGroups,
    List<String> disks,
    SortedMap<String, String> tags,
    Sessions sessions) {
  /// One part of a name in DNS.
  static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

  private static final Pattern HOSTNAME = Pattern.compile(LABEL);
  private static final Pattern DISK = Pattern.compile("[a-z][a-z0-9]{1,15}");

  /// What it was made from.
  ///
  /// @param architecture in EC2's words, as `x86_64`
  public record Image(String id, String name, String architecture) {
    public Image {
      Line.check(id);
      Line.check(name);
      Line.check(architecture);
    }
  }

  /// How large it is.
  public record Type(String name, int cpus, int memoryMib) {
    public Type {
      Line.check(name);
      if (cpus < 1 || memoryMib < 1) throw new IllegalArgumentException("has no size");
    }
  }

  /// @param zone what fails together: the host
  /// @param region all that one installation has
  public record Place(String zone, String region) {
    public Place {
      Line.check(zone);
      Line.check(region);
    }
  }

  /// @param index its number among those that were asked for at once, from 0
  public record Launch(int index, Instant at) {
    public Launch {
      if (index < 0) throw new IllegalArgumentException("has an index below 0");
    }
  }

  /// Whether requests without the token of a session are answered.
  public enum Sessions {
    OPTIONAL,
    REQUIRED
  }

  public Instance {
    Line.check(id);
    Line.check(name);
    if (!HOSTNAME.matcher(hostname).matches()) {
      throw new IllegalArgumentException("is not a name of a-z, 0-9 and - between: " + hostname);
    }
    nics = List.copyOf(nics);
    publicKeys = List.copyOf(publicKeys);
    securityGroups = List.copyOf(securityGroups);
    securityGroups.forEach(Line::check);
    disks = List.copyOf(disks);
    for (var disk : disks) {
      if (!DISK.matcher(disk).matches()) {
        throw new IllegalArgumentException("is not a disk's name, as vda: " + disk);
      }
    }
    tags = new TreeMap<>(tags);
    tags.keySet().forEach(Line::check);
    if (nics.stream().map(Nic::mac).distinct().count() != nics.size()) {
      throw new IllegalArgumentException("two cards have one Ethernet address");
    }
  }

  /// Its name with the domain of the first network that has one.
  String fullName() {
    return nics.stream()
        .flatMap(nic -> nic.network().domain().stream())
        .findFirst()
        .map(domain -> hostname + "." + domain)
        .orElse(hostname);
  }

  Optional<Nic> firstNic() {
    return nics.stream().findFirst();
  }

  /// The texts of all keys by name; of two with one name, the later.
  Map<String, String> keysByName() {
    var byName = new TreeMap<String, String>();
    for (var key : publicKeys) byName.put(key.name(), key.key());
    return byName;
  }
}
