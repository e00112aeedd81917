package io.stampede.vm;

import io.stampede.metadata.Bytes;
import io.stampede.metadata.UserData;
import java.util.Base64;

/// User data as it stands in requests: text, or any bytes as `data:;base64,…` (RFC 2397).
public record UserText(String value) {
  static final String BYTES = "data:;base64,";

  /// Of a value with [UserData#MAX_BYTES].
  static final int LONGEST = 22_000;

  public UserText {
    var _ = read(value);
  }

  UserData data() {
    return read(value);
  }

  private static UserData read(String value) {
    if (!value.startsWith(BYTES)) return new UserData(Bytes.of(value));
    try {
      return new UserData(
          Bytes.of(Base64.getMimeDecoder().decode(value.substring(BYTES.length()))));
    } catch (IllegalArgumentException e) {
      var why = String.valueOf(e.getMessage());
      throw new IllegalArgumentException(
          why.startsWith("has ") ? why : "is not base64 after " + BYTES, e);
    }
  }

  /// It may hold secrets.
  @Override
  public String toString() {
    return value.length() + " characters";
  }
}
