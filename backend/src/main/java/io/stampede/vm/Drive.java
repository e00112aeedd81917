package io.stampede.vm;

import io.stampede.metadata.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A disc's image by which a machine is told about itself.
///
/// @param print of its bytes: it is in the name of its file, so that a file of that name is it
public record Drive(String print, Bytes image) {
  private static final int DIGITS = 16;

  public static Drive of(Bytes image) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(image.toArray());
      return new Drive(HexFormat.of().formatHex(hash).substring(0, DIGITS), image);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static String file(String print) {
    return "drive-" + print + ".iso";
  }
}
