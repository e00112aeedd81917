package io.stampede.metadata;

import java.net.Inet4Address;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What EC2's service says of an instance. Clients read all that is listed and give up where one
/// part of it is missing, so what an instance has not is neither there nor listed.
///
/// Source: “Instance metadata categories” of the EC2 user guide.
final class Ec2Files {
  static final String META = MetadataTree.LATEST + "/meta-data/";

  private static final String KEYS = META + "public-keys";

  /// Clients ask for listed tags as they are listed, and read `1=x` as the first key of SSH.
  private static final Pattern TAG = Pattern.compile(MetadataTree.NAME);

  private static final Pattern NOT_IN_KEY_NAMES = Pattern.compile("[^A-Za-z0-9_+.,:@-]");

  private final Instance instance;

  Ec2Files(Instance instance) {
    this.instance = instance;
  }

  void into(Map<String, Bytes> files) {
    var said = new TreeMap<String, String>();
    general(said);
    place(said);
    disks(said);
    for (int i = 0; i < instance.nics().size(); i++) nic(i, said);
    for (int i = 0; i < instance.publicKeys().size(); i++) {
      said.put("public-keys/" + i + "/openssh-key", instance.publicKeys().get(i).key() + "\n");
    }
    instance
        .tags()
        .forEach((key, value) -> {
          if (isListed(key)) said.put("tags/instance/" + key, value);
        });
    said.forEach((path, text) -> files.put(META + path, Bytes.of(text)));
    instance
        .userData()
        .ifPresent(data -> files.put(MetadataTree.LATEST + "/user-data", data.bytes()));
    files.put(
        MetadataTree.LATEST + "/dynamic/instance-identity/document",
        Json.pretty(new Ec2Identity(instance).document()));
  }

  /// Tags with other keys are told by OpenStack's files only.
  private static boolean isListed(String key) {
    return TAG.matcher(key).matches() && !key.equals("_index");
  }

  SortedMap<String, String> listings() {
    var listings = new TreeMap<String, String>();
    var keys = instance.publicKeys();
    if (!keys.isEmpty()) {
      listings.put(
          KEYS,
          IntStream.range(0, keys.size())
              .mapToObj(i -> i + "=" + listed(keys.get(i)))
              .collect(Collectors.joining("\n")));
    }
    return listings;
  }

  private static String listed(PublicKey key) {
    return NOT_IN_KEY_NAMES.matcher(key.name()).replaceAll("-");
  }

  private void general(Map<String, String> said) {
    said.put("ami-id", imageId(instance));
    said.put("ami-launch-index", Integer.toString(instance.launch().index()));
    said.put("ami-manifest-path", "(unknown)"); // as with images that are not in S3
    said.put("hostname", instance.fullName());
    said.put("instance-action", "none");
    said.put("instance-id", instanceId(instance));
    said.put("instance-life-cycle", "on-demand");
    said.put("instance-type", instance.type().name());
    said.put("local-hostname", instance.fullName());
    said.put("profile", "default-hvm");
    said.put("reservation-id", Ec2Id.of("r", instance.id()));
    if (!instance.securityGroups().isEmpty()) said.put("security-groups", groups());
    instance
        .firstNic()
        .ifPresent(nic -> {
          said.put("local-ipv4", text(nic.address()));
          said.put("mac", nic.mac());
          publicly(nic.floating(), "public-hostname", "public-ipv4", said);
        });
  }

  /// A floating address has no name of its own.
  private void publicly(
      Optional<Inet4Address> address, String name, String ipv4, Map<String, String> said) {
    address.ifPresent(floating -> {
      said.put(name, instance.fullName());
      said.put(ipv4, text(floating));
    });
  }

  private void place(Map<String, String> said) {
    said.put("placement/availability-zone", instance.place().zone());
    said.put("placement/region", instance.place().region());
    said.put("services/domain", "stampede.internal");
    said.put("services/partition", "stampede");
  }

  private void disks(Map<String, String> said) {
    var disks = instance.disks();
    for (int i = 0; i < disks.size(); i++) {
      said.put("block-device-mapping/" + (i == 0 ? "ami" : "ebs" + i), disks.get(i));
      if (i == 0) said.put("block-device-mapping/root", "/dev/" + disks.get(i));
    }
  }

  private void nic(int index, Map<String, String> said) {
    var nic = instance.nics().get(index);
    var network = nic.network();
    var at = "network/interfaces/macs/" + nic.mac() + "/";
    said.put(at + "device-number", Integer.toString(index));
    said.put(at + "interface-id", Ec2Id.of("eni", instance.id() + " " + nic.mac()));
    said.put(at + "local-hostname", instance.fullName());
    said.put(at + "local-ipv4s", text(nic.address()));
    said.put(at + "mac", nic.mac());
    if (!instance.securityGroups().isEmpty()) {
      said.put(at + "security-groups", groups());
      said.put(at + "security-group-ids", groupIds());
    }
    said.put(at + "subnet-id", Ec2Id.of("subnet", network.id()));
    said.put(at + "subnet-ipv4-cidr-block", network.cidr());
    said.put(at + "vpc-id", Ec2Id.of("vpc", network.id()));
    said.put(at + "vpc-ipv4-cidr-block", network.cidr());
    said.put(at + "vpc-ipv4-cidr-blocks", network.cidr());
    publicly(nic.floating(), at + "public-hostname", at + "public-ipv4s", said);
    nic.floating()
        .ifPresent(
            floating -> said.put(at + "ipv4-associations/" + text(floating), text(nic.address())));
  }

  private String groups() {
    return String.join("\n", instance.securityGroups());
  }

  private String groupIds() {
    return instance.securityGroups().stream()
        .map(name -> Ec2Id.of("sg", name))
        .collect(Collectors.joining("\n"));
  }

  static String instanceId(Instance instance) {
    return Ec2Id.of("i", instance.id());
  }

  static String imageId(Instance instance) {
    return Ec2Id.of("ami", instance.image().id());
  }

  static String text(Inet4Address address) {
    return address.getHostAddress();
  }

  static List<String> texts(List<Inet4Address> addresses) {
    return addresses.stream().map(Ec2Files::text).toList();
  }
}
