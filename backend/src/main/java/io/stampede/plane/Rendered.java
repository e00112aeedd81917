package io.stampede.plane;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stampede.metadata.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The files of a host's network, by their path below `/var/lib/stampede/net/`.
public record Rendered(SortedMap<String, String> files) {
  public Rendered {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  public Rendered(Map<String, String> files) {
    this(new TreeMap<>(files));
  }

  /// SHA-256 of a file, in hexadecimal digits.
  static String print(String content) {
    return print(content.getBytes(UTF_8));
  }

  static String print(Bytes content) {
    return print(content.toArray());
  }

  private static String print(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
