package io.stampede.plane;

import io.stampede.metadata.Bytes;
import io.stampede.metadata.Instance;
import io.stampede.metadata.MetadataSite;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the workloads of one host are told, as folders of files by address. A folder is compared,
/// brought and taken away as a whole: a thousand of them are a thousand lines, and not sixty
/// thousand.
public final class ToldFolders {
  public static final ToldFolders NONE = new ToldFolders(Map.of());

  /// Something that is not, or no more, or not yet as it should be.
  public static final String OTHER = "?";

  /// Root's, and read by nginx's group: what `net-look` says of each file.
  private static final String OWNERS = " 640 0:33\n";

  private final Map<Instance, SortedMap<String, Folder>> byInstance;
  private final SortedMap<String, Folder> all;

  /// @param files by their path in the folder, which begins with a slash
  /// @param print of paths, contents and owners of all of them
  record Folder(SortedMap<String, Bytes> files, String print) {}

  private ToldFolders(Map<Instance, SortedMap<String, Folder>> byInstance) {
    this.byInstance = byInstance;
    this.all = new TreeMap<>();
    byInstance.values().forEach(all::putAll);
  }

  /// @param before made earlier: what is the same is not made again
  public static ToldFolders of(List<Told> told, ToldFolders before) {
    var made = new HashMap<Instance, SortedMap<String, Folder>>();
    for (var one : told) {
      var instance = one.instance();
      var had = before.byInstance.get(instance);
      made.put(instance, had == null ? folders(instance) : had);
    }
    return new ToldFolders(made);
  }

  private static SortedMap<String, Folder> folders(Instance instance) {
    var folders = new TreeMap<String, Folder>();
    MetadataSite.of(List.of(instance))
        .folders()
        .forEach((address, files) -> folders.put(address, new Folder(files, print(files))));
    return folders;
  }

  private static String print(SortedMap<String, Bytes> files) {
    var lines = new StringBuilder();
    files.forEach((path, bytes) ->
        lines.append(path).append(' ').append(Rendered.print(bytes)).append(OWNERS));
    return Rendered.print(lines.toString());
  }

  /// By address.
  SortedMap<String, Folder> all() {
    return Collections.unmodifiableSortedMap(all);
  }

  /// By address; what a host that has them all says.
  public Map<String, String> prints() {
    var prints = new HashMap<String, String>();
    all.forEach((address, folder) -> prints.put(address, folder.print()));
    return prints;
  }

  /// What is told at each address of a host: the mark of a workload, when all is there that it is
  /// to be told, else [#OTHER].
  ///
  /// @param seen prints by address
  public List<String> at(List<Told> told, Map<String, String> seen) {
    var marks = new HashMap<String, String>();
    for (var one : told) {
      byInstance
          .getOrDefault(one.instance(), new TreeMap<>())
          .forEach((address, folder) -> {
            if (folder.print().equals(seen.get(address))) marks.put(address, one.mark());
          });
    }
    return seen.keySet().stream()
        .map(address -> address + " " + marks.getOrDefault(address, OTHER))
        .sorted()
        .toList();
  }
}
