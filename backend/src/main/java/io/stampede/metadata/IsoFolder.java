package io.stampede.metadata;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A folder of a disc image.
///
/// @param path of its own; empty for the outermost
record IsoFolder(
    String path, SortedMap<String, IsoFolder> folders, SortedMap<String, Bytes> files) {
  private static final Pattern NAME = Pattern.compile("(?!\\.\\.?$)[A-Za-z0-9_+,@.-]{1,64}");
  private static final int MAX_DEPTH = 7; // ISO 9660 allows eight, with the outermost

  static IsoFolder of(SortedMap<String, Bytes> files) {
    var root = empty("");
    files.forEach((path, content) -> root.add(path, content));
    return root;
  }

  private static IsoFolder empty(String path) {
    return new IsoFolder(path, new TreeMap<>(), new TreeMap<>());
  }

  private void add(String file, Bytes content) {
    var names = List.of(file.split("/", -1));
    if (names.size() > MAX_DEPTH + 1
        || !names.stream().allMatch(name -> NAME.matcher(name).matches())) {
      throw new IllegalArgumentException("no path of a disc: " + file);
    }
    var folder = this;
    for (var name : names.subList(0, names.size() - 1)) folder = folder.inner(name, file);
    var name = names.getLast();
    if (folder.folders.containsKey(name)) throw both(file);
    folder.files.put(name, content);
  }

  private IsoFolder inner(String name, String file) {
    if (files.containsKey(name)) throw both(file);
    return folders.computeIfAbsent(name, n -> empty(path.isEmpty() ? n : path + "/" + n));
  }

  private static IllegalArgumentException both(String file) {
    return new IllegalArgumentException("a file and a folder of one name: " + file);
  }

  Stream<Bytes> contentsBelow() {
    return Stream.concat(
        files.values().stream(), folders.values().stream().flatMap(IsoFolder::contentsBelow));
  }

  List<Bytes> allContents() {
    return contentsBelow().toList();
  }
}
