package io.stampede.metadata;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Ids in EC2's form (`i-` and 17 hexadecimal digits): clients check the form. Always the same for
/// the same id of ours.
final class Ec2Id {
  private Ec2Id() {}

  static String of(String prefix, String ours) {
    try {
      var hash =
          MessageDigest.getInstance("SHA-256")
              .digest((prefix + " " + ours).getBytes(StandardCharsets.UTF_8));
      return prefix + "-" + HexFormat.of().formatHex(hash).substring(0, 17);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
