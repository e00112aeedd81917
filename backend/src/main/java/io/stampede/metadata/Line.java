package io.stampede.metadata;

import java.util.regex.Pattern;

/// Text in which no line ends: contents and lists of metadata are read line by line.
final class Line {
  /// Also none of the separators that Unicode has for lines and paragraphs.
  private static final Pattern VALID =
      Pattern.compile("[^\\p{Cntrl}\\p{Cs}\\u0080-\\u009f\\u2028\\u2029]{1,255}");

  private Line() {}

  /// @throws IllegalArgumentException when it is empty, longer than 255 or has control characters
  static void check(String text) {
    if (!VALID.matcher(text).matches()) {
      throw new IllegalArgumentException("is not one line of 1 to 255 characters");
    }
  }
}
