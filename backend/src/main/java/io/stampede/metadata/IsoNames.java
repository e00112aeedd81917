package io.stampede.metadata;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What names are on a disc.
final class IsoNames {
  private static final int NAME = 8;
  private static final int EXTENSION = 3;

  private IsoNames() {}

  /// Of all that is in a folder. Files have a version in ISO 9660; in Joliet some readers would
  /// show it.
  ///
  /// @return by their true names, the ids
  static Map<String, byte[]> in(IsoFolder folder, boolean joliet) {
    var ids = new TreeMap<String, byte[]>();
    var taken = new HashSet<String>();
    for (var name : folder.folders().keySet()) {
      ids.put(name, joliet ? utf16(name) : ascii(shortName(plain(name, ""), "", taken)));
    }
    for (var name : folder.files().keySet()) {
      int dot = name.lastIndexOf('.');
      var first = dot < 0 ? name : name.substring(0, dot);
      var extension = dot < 0 ? "" : name.substring(dot + 1);
      ids.put(
          name,
          joliet
              ? utf16(name)
              : ascii(
                  shortName(plain(first, "_"), "." + cut(plain(extension, ""), EXTENSION), taken)
                      + ";1"));
    }
    return ids;
  }

  private static byte[] utf16(String text) {
    return text.getBytes(StandardCharsets.UTF_16BE);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// @param ifEmpty instead of no name at all
  private static String plain(String name, String ifEmpty) {
    var plain = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_]", "_");
    return plain.isEmpty() ? ifEmpty : plain;
  }

  private static String cut(String text, int length) {
    return text.substring(0, Math.min(length, text.length()));
  }

  /// With a number at the end where the short name is taken.
  private static String shortName(String name, String extension, Set<String> taken) {
    var wanted = cut(name, NAME) + extension;
    for (int n = 0; !taken.add(wanted); n++) {
      var number = Integer.toString(n);
      wanted = cut(name, NAME - number.length()) + number + extension;
    }
    return wanted;
  }
}
