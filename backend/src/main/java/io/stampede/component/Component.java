package io.stampede.component;

import java.nio.file.Path;
import java.util.regex.Pattern;

/// One image for hosts, as it lies in this console's files.
///
/// @param name as in `net`
/// @param version a hash of what is in it: another content has another version
/// @param sha256 of the archive, in hexadecimal digits
/// @param bytes of the archive
/// @param unpackedBytes about what Docker keeps of it
/// @param archive what `docker load` reads, compressed by gzip
public record Component(
    String name, String version, String sha256, long bytes, long unpackedBytes, Path archive) {
  private static final Pattern NAME = Pattern.compile("[a-z]{1,20}");
  private static final Pattern VERSION = Pattern.compile("[0-9a-f]{12}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  public Component {
    demand(NAME.matcher(name).matches(), "name", name);
    demand(VERSION.matcher(version).matches(), "version", version);
    demand(SHA256.matcher(sha256).matches(), "sha256", sha256);
    demand(bytes > 0 && unpackedBytes > 0, "size", bytes + ", " + unpackedBytes);
  }

  private static void demand(boolean valid, String what, String value) {
    if (!valid) throw new IllegalArgumentException("a component's " + what + " cannot be " + value);
  }

  /// What Docker calls the container, and the image without its tag.
  public String container() {
    return "stampede-" + name;
  }

  /// As Docker knows it: `stampede-net:1d2ee194ad9b`.
  public String image() {
    return container() + ":" + version;
  }

  /// The archive's size for people, rounded up.
  public long mebibytes() {
    return (bytes + (1 << 20) - 1) >> 20;
  }
}
