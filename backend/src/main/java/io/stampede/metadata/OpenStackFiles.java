package io.stampede.metadata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// What OpenStack's service says of an instance.
///
/// Source: “Metadata” of Nova's user guide, and the JSON schema of `network_data.json`.
final class OpenStackFiles {
  private static final String HERE = MetadataTree.OPENSTACK + "/" + MetadataTree.LATEST + "/";

  private final Instance instance;

  OpenStackFiles(Instance instance) {
    this.instance = instance;
  }

  void into(Map<String, Bytes> files) {
    files.put(HERE + "meta_data.json", Json.pretty(metaData()));
    // an empty one would keep guests from asking by DHCP
    if (!instance.nics().isEmpty()) {
      files.put(HERE + "network_data.json", Json.pretty(networkData()));
    }
    files.put(HERE + "vendor_data.json", Bytes.of("{}"));
    files.put(HERE + "vendor_data2.json", Bytes.of("{}"));
    files.put(HERE + "password", Bytes.of(""));
    instance.userData().ifPresent(data -> files.put(HERE + "user_data", data.bytes()));
  }

  private Map<String, Object> metaData() {
    var data = new LinkedHashMap<String, Object>();
    data.put("uuid", instance.uuid().toString());
    data.put("name", instance.name());
    data.put("hostname", instance.fullName());
    data.put("launch_index", instance.launch().index());
    data.put("availability_zone", instance.place().zone());
    data.put("meta", instance.tags());
    data.put("devices", List.of());
    if (!instance.publicKeys().isEmpty()) {
      data.put("public_keys", instance.keysByName());
      data.put("keys", instance.publicKeys().stream().map(OpenStackFiles::key).toList());
    }
    return data;
  }

  private static Map<String, Object> key(PublicKey key) {
    var entry = new LinkedHashMap<String, Object>();
    entry.put("name", key.name());
    entry.put("type", "ssh");
    entry.put("data", key.key());
    return entry;
  }

  private Map<String, Object> networkData() {
    var links = new ArrayList<Map<String, Object>>();
    var networks = new ArrayList<Map<String, Object>>();
    var dns = new LinkedHashSet<String>();
    for (int i = 0; i < instance.nics().size(); i++) {
      var nic = instance.nics().get(i);
      links.add(link(i, nic));
      networks.add(network(i, nic));
      dns.addAll(Ec2Files.texts(nic.network().dns()));
    }
    var data = new LinkedHashMap<String, Object>();
    data.put("links", links);
    data.put("networks", networks);
    data.put("services", services(List.copyOf(dns)));
    return data;
  }

  private Map<String, Object> link(int index, Nic nic) {
    var link = new LinkedHashMap<String, Object>();
    link.put("id", "link" + index);
    link.put("vif_id", Ec2Id.of("eni", instance.id() + " " + nic.mac()));
    link.put("type", "bridge");
    nic.network().mtu().ifPresent(mtu -> link.put("mtu", mtu));
    link.put("ethernet_mac_address", nic.mac());
    return link;
  }

  private static Map<String, Object> network(int index, Nic nic) {
    var network = new LinkedHashMap<String, Object>();
    network.put("id", "network" + index);
    network.put("type", "ipv4");
    network.put("link", "link" + index);
    network.put("ip_address", Ec2Files.text(nic.address()));
    network.put("netmask", nic.network().netmask());
    network.put("routes", routes(index, nic));
    network.put("network_id", nic.network().id());
    network.put("services", services(Ec2Files.texts(nic.network().dns())));
    return network;
  }

  /// The first card leads out: several ways out would be tried in an order that nobody chose.
  private static List<Map<String, Object>> routes(int index, Nic nic) {
    if (index > 0) return List.of();
    return nic.network().gateway().stream()
        .map(gateway -> {
          var route = new LinkedHashMap<String, Object>();
          route.put("network", "0.0.0.0");
          route.put("netmask", "0.0.0.0");
          route.put("gateway", Ec2Files.text(gateway));
          return (Map<String, Object>) route;
        })
        .toList();
  }

  private static List<Map<String, Object>> services(List<String> dns) {
    return dns.stream()
        .map(address -> {
          var service = new LinkedHashMap<String, Object>();
          service.put("type", "dns");
          service.put("address", address);
          return (Map<String, Object>) service;
        })
        .toList();
  }
}
