package io.stampede.metadata;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The contents of a file: any bytes, which do not change and are compared.
public final class Bytes {
  private final byte[] value;

  private Bytes(byte[] value) {
    this.value = value;
  }

  public static Bytes of(byte[] value) {
    return new Bytes(value.clone());
  }

  /// In UTF-8.
  public static Bytes of(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  public int size() {
    return value.length;
  }

  public byte[] toArray() {
    return value.clone();
  }

  /// As UTF-8; what is none is shown as U+FFFD.
  public String text() {
    return new String(value, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  /// How many there are, not which: they may be a secret.
  @Override
  public String toString() {
    return value.length + " bytes";
  }
}
