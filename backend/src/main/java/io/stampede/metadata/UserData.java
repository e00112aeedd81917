package io.stampede.metadata;

/// What the owner of an instance hands to it: a script, cloud-config, Ignition or any other bytes,
/// which nobody on the way reads.
public record UserData(Bytes bytes) {
  /// 16 KiB before any encoding, as with EC2 and OpenStack.
  public static final int MAX_BYTES = 16 * 1024;

  public UserData {
    if (bytes.size() > MAX_BYTES) {
      throw new IllegalArgumentException(
          "has %d bytes; user data may have %d".formatted(bytes.size(), MAX_BYTES));
    }
  }
}
