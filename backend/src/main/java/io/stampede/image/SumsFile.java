package io.stampede.image;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The checksums that publishers put beside their images: as coreutils print them (`SHA256SUMS`,
/// `*.DIGESTS`), as BSD does (Fedora's `CHECKSUM`), signed or not, or a single one. Pure; what does
/// not look like a checksum is passed over.
public final class SumsFile {
  private static final String HEX = "(?<hex>[0-9A-Fa-f]{32,128})";
  private static final Pattern GNU = Pattern.compile(HEX + "[ \\t]+[*]?(?:\\./)?(?<name>\\S+)\\s*");
  private static final Pattern BSD =
      Pattern.compile("[A-Z0-9-]{3,8} ?\\((?<name>[^)]+)\\) ?= ?" + HEX + "\\s*");
  private static final Pattern ALONE = Pattern.compile("\\s*" + HEX + "\\s*");

  private SumsFile() {}

  /// The strongest checksum that it has of a file.
  ///
  /// @param name of the file, without folders
  public static Optional<Checksum> find(String text, String name) {
    var alone = ALONE.matcher(text);
    if (alone.matches()) return checksum(alone.group("hex")).findFirst();
    return text.lines()
        .flatMap(line -> Stream.of(GNU.matcher(line), BSD.matcher(line)))
        .filter(match -> match.matches() && base(match.group("name")).equals(name))
        .flatMap(match -> checksum(match.group("hex")))
        .max(Comparator.comparingInt(sum -> sum.value().length()));
  }

  private static String base(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static Stream<Checksum> checksum(String hex) {
    try {
      return Stream.of(new Checksum(hex));
    } catch (IllegalArgumentException _) {
      return Stream.empty();
    }
  }
}
