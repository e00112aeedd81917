package io.stampede.ssh;

import java.util.regex.Pattern;

/// A POSIX portable user name: letters, digits, `._-`, not starting with `-`, at most 32
/// characters.
public record UserName(String value) {
  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,31}");

  public UserName {
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException("not a user name: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
