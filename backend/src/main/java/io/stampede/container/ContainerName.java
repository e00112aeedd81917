package io.stampede.container;

import java.util.regex.Pattern;

/// What a container is called, here and in Docker: letters, digits and `_.-`, 2 to 63 characters,
/// beginning with a letter or digit.
public record ContainerName(String value) {
  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{1,62}");

  public ContainerName {
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "is not a container name: use 2 to 63 letters, digits, _ . and -");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
