package io.stampede.metadata;

import java.net.Inet4Address;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// All that nginx on one host needs to tell each instance there about itself.
///
/// An instance is known by the address that it asks from, and by nothing that it says: each of its
/// addresses has a folder, `metadata/ADDRESS/`. So nobody must be able to ask from another's
/// address; binding addresses to cards is the bridge's task. nginx reads files anew for each
/// request: when an instance comes, goes or changes, files do, and nginx need not be told.
public final class MetadataSite {
  /// Where nginx listens, on all addresses.
  public static final int PORT = 8775;

  /// A rule of nft for a chain of type `nat` at the hook `prerouting`: on our bridges, the
  /// well-known address leads to nginx. (No card of the host has that address: it would hide the
  /// metadata of the cloud that the host itself may be in.)
  public static final String REDIRECT_RULE =
      "iifname \"st-*\" ip daddr 169.254.169.254 tcp dport 80 redirect to :" + PORT;

  /// A rule of nft for a chain of type `filter` at the hook `input`: only the host itself and what
  /// comes by our bridges reaches nginx.
  public static final String GUARD_RULE =
      "iifname != \"st-*\" iifname != \"lo\" tcp dport " + PORT + " drop";

  /// Has a folder for each address. What is in it is for instances and nginx (which reads as user
  /// and group 33) only.
  public static final String FOLDER = "metadata";

  /// Of nginx.
  public static final String CONF = "net/nginx.conf";

  private static final String LISTING = "/.index";
  private static final String SESSION_REQUIRED = "/.session-required";

  private final SortedMap<String, Bytes> files;

  private MetadataSite(SortedMap<String, Bytes> files) {
    this.files = Collections.unmodifiableSortedMap(files);
  }

  /// @throws IllegalArgumentException when two instances have one address
  public static MetadataSite of(List<Instance> instances) {
    var files = new TreeMap<String, Bytes>();
    files.put(CONF, NginxConf.bytes());
    for (var instance : instances) {
      var folder = folder(instance);
      for (var nic : instance.nics()) {
        var at = at(nic.address());
        if (files.containsKey(at + LISTING)) {
          throw new IllegalArgumentException("two instances have " + Ec2Files.text(nic.address()));
        }
        folder.forEach((path, bytes) -> files.put(at + path, bytes));
      }
    }
    return new MetadataSite(files);
  }

  /// By their path below `/var/lib/stampede/`. All that is in [#FOLDER] and not among them is to be
  /// taken away, before an address is given to another instance.
  public SortedMap<String, Bytes> files() {
    return files;
  }

  /// Where the files for who asks from this address are.
  static String at(Inet4Address address) {
    return FOLDER + "/" + Ec2Files.text(address);
  }

  private static SortedMap<String, Bytes> folder(Instance instance) {
    var tree = MetadataTree.of(instance);
    var folder = new TreeMap<String, Bytes>();
    tree.files().forEach((path, bytes) -> folder.put("/" + path, bytes));
    for (var inner : tree.folders()) {
      folder.put((inner.isEmpty() ? "" : "/" + inner) + LISTING, Bytes.of(tree.listing(inner)));
    }
    if (instance.sessions() == Instance.Sessions.REQUIRED) {
      folder.put(SESSION_REQUIRED, Bytes.of(""));
    }
    return folder;
  }
}
