package io.stampede.metadata;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What an instance is told about itself on a disc: before it has a network, or where it has none.
public final class ConfigDrive {
  /// By which guests find OpenStack's drive.
  public static final String OPENSTACK_LABEL = "config-2";

  /// By which cloud-init finds the seed of its source NoCloud.
  public static final String NO_CLOUD_LABEL = "cidata";

  /// The one that clients have asked for since there are config drives.
  private static final String EC2_VERSION = "2009-04-04";

  private static final List<String> OPENSTACK_FILES =
      List.of(
          "meta_data.json",
          "network_data.json",
          "user_data",
          "vendor_data.json",
          "vendor_data2.json");

  private ConfigDrive() {}

  /// OpenStack's, with EC2's data beside it; the drive for most images.
  ///
  /// @return a disc's image, the same for the same instance
  public static Bytes openStack(Instance instance) {
    return IsoImage.of(OPENSTACK_LABEL, openStackFiles(instance), instance.launch().at());
  }

  /// A seed for cloud-init's source NoCloud.
  ///
  /// @return a disc's image, the same for the same instance
  public static Bytes noCloud(Instance instance) {
    return IsoImage.of(NO_CLOUD_LABEL, noCloudFiles(instance), instance.launch().at());
  }

  static SortedMap<String, Bytes> openStackFiles(Instance instance) {
    var tree = MetadataTree.of(instance).files();
    var files = new TreeMap<String, Bytes>();
    var latest = MetadataTree.OPENSTACK + "/" + MetadataTree.LATEST + "/";
    for (var version : MetadataTree.OPENSTACK_VERSIONS) {
      for (var file : OPENSTACK_FILES) {
        var bytes = tree.get(latest + file);
        if (bytes != null) files.put("openstack/" + version + "/" + file, bytes);
      }
    }
    for (var version : List.of(EC2_VERSION, MetadataTree.LATEST)) {
      files.put("ec2/" + version + "/meta-data.json", Json.pretty(nested(tree)));
      instance
          .userData()
          .ifPresent(data -> files.put("ec2/" + version + "/user-data", data.bytes()));
    }
    return files;
  }

  /// EC2's files as one value: folders are maps, contents texts.
  private static Map<String, Object> nested(SortedMap<String, Bytes> tree) {
    var all = new TreeMap<String, Object>();
    tree.forEach((path, bytes) -> {
      if (path.startsWith(Ec2Files.META)) {
        put(all, path.substring(Ec2Files.META.length()), bytes.text());
      }
    });
    return all;
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<String, Object> into, String path, String text) {
    int slash = path.indexOf('/');
    if (slash < 0) {
      into.put(path, text);
    } else {
      var inner =
          into.computeIfAbsent(path.substring(0, slash), _ -> new TreeMap<String, Object>());
      put((Map<String, Object>) inner, path.substring(slash + 1), text);
    }
  }

  /// JSON, which is YAML, too. Both files with data must be there, if only empty.
  static SortedMap<String, Bytes> noCloudFiles(Instance instance) {
    var meta = new LinkedHashMap<String, Object>();
    meta.put("instance-id", instance.id());
    meta.put("local-hostname", instance.fullName());
    if (!instance.publicKeys().isEmpty()) {
      meta.put("public-keys", instance.publicKeys().stream().map(PublicKey::key).toList());
    }
    var files = new TreeMap<String, Bytes>();
    files.put("meta-data", Json.pretty(meta));
    files.put("user-data", instance.userData().map(UserData::bytes).orElse(Bytes.of("")));
    if (!instance.nics().isEmpty()) files.put("network-config", Json.pretty(netplan(instance)));
    return files;
  }

  private static Map<String, Object> netplan(Instance instance) {
    var cards = new LinkedHashMap<String, Object>();
    for (int i = 0; i < instance.nics().size(); i++) {
      cards.put("nic" + i, card(instance.nics().get(i), i == 0));
    }
    var plan = new LinkedHashMap<String, Object>();
    plan.put("version", 2);
    plan.put("ethernets", cards);
    return plan;
  }

  private static Map<String, Object> card(Nic nic, boolean leadsOut) {
    var network = nic.network();
    var card = new LinkedHashMap<String, Object>();
    card.put("match", Map.of("macaddress", nic.mac()));
    card.put("addresses", List.of(Ec2Files.text(nic.address()) + "/" + network.prefix()));
    network.mtu().ifPresent(mtu -> card.put("mtu", mtu));
    if (leadsOut) {
      network
          .gateway()
          .ifPresent(gateway -> {
            var route = new LinkedHashMap<String, Object>();
            route.put("to", "0.0.0.0/0");
            route.put("via", Ec2Files.text(gateway));
            card.put("routes", List.of(route));
          });
    }
    if (!network.dns().isEmpty()) {
      var names = new LinkedHashMap<String, Object>();
      names.put("addresses", Ec2Files.texts(network.dns()));
      network.domain().ifPresent(domain -> names.put("search", List.of(domain)));
      card.put("nameservers", names);
    }
    return card;
  }
}
