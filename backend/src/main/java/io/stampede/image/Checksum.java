package io.stampede.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/// A digest as publishers print it, in hexadecimal: MD5, SHA-1, SHA-256 or SHA-512, told apart by
/// its length.
public record Checksum(String value) {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]+");

  public Checksum {
    value = value.strip().toLowerCase(Locale.ROOT);
    algorithm(value);
  }

  String algorithm() {
    return algorithm(value);
  }

  boolean matches(Path file) throws IOException {
    return of(file, algorithm()).equals(value);
  }

  /// The digest of a whole file, in hexadecimal.
  static String of(Path file, String algorithm) throws IOException {
    var digest = digest(algorithm);
    try (var in = Files.newInputStream(file)) {
      var buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) digest.update(buffer, 0, n);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  private static String algorithm(String hex) {
    if (!HEX.matcher(hex).matches()) throw new IllegalArgumentException("is not hexadecimal");
    return switch (hex.length()) {
      case 32 -> "MD5";
      case 40 -> "SHA-1";
      case 64 -> "SHA-256";
      case 128 -> "SHA-512";
      default ->
          throw new IllegalArgumentException(
              "has %d digits; MD5 has 32, SHA-1 40, SHA-256 64, SHA-512 128"
                  .formatted(hex.length()));
    };
  }

  @Override
  public String toString() {
    return value;
  }
}
