package io.stampede.metadata;

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
  public static final String CONF = "nginx.conf";

  private static final String LISTING = "/.index";
  private static final String SESSION_REQUIRED = "/.session-required";

  private final SortedMap<String, SortedMap<String, Bytes>> folders;

  private MetadataSite(SortedMap<String, SortedMap<String, Bytes>> folders) {
    this.folders = Collections.unmodifiableSortedMap(folders);
  }

  /// @throws IllegalArgumentException when two instances have one address
  public static MetadataSite of(List<Instance> instances) {
    var folders = new TreeMap<String, SortedMap<String, Bytes>>();
    for (var instance : instances) {
      var folder = Collections.unmodifiableSortedMap(folder(instance));
      for (var nic : instance.nics()) {
        var address = Ec2Files.text(nic.address());
        if (folders.putIfAbsent(address, folder) != null) {
          throw new IllegalArgumentException("two instances have " + address);
        }
      }
    }
    return new MetadataSite(folders);
  }

  /// What nginx is told, whatever instances there are.
  public static Bytes conf() {
    return NginxConf.bytes();
  }

  /// What is in each address's folder, by the path in it, which begins with a slash. All that is in
  /// [#FOLDER] and not among these folders is to be taken away, before an address is given to
  /// another instance.
  public SortedMap<String, SortedMap<String, Bytes>> folders() {
    return folders;
  }

  /// By their path below `/var/lib/stampede/net/`.
  public SortedMap<String, Bytes> files() {
    var files = new TreeMap<String, Bytes>();
    files.put(CONF, conf());
    folders.forEach((address, folder) ->
        folder.forEach((path, bytes) -> files.put(FOLDER + "/" + address + path, bytes)));
    return files;
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
