package io.stampede.demo;

import java.util.Locale;

/// A font of three by five dots.
final class Glyphs {
  static final int WIDTH = 3;
  static final int HEIGHT = 5;

  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._:";

  /// For each letter its five rows from the top, each a digit whose bits are the dots.
  private static final String[] ROWS = {
    "25755", "65656", "34443", "65556", "74647", "74644", "34553", "55755", "72227", "11152",
    "55655", "44447", "57755", "65555", "25552", "65644", "25573", "65655", "34216", "72222",
    "55557", "55552", "55775", "55255", "55222", "71247", "75557", "26227", "71747", "71717",
    "55711", "74717", "74757", "71111", "75757", "75717", "00700", "00002", "00007", "02020"
  };

  private Glyphs() {}

  /// Whether a letter has a dot there; letters that are not in the font are blank.
  static boolean dot(char letter, int x, int y) {
    int index = LETTERS.indexOf(String.valueOf(letter).toUpperCase(Locale.ROOT));
    if (index < 0 || x >= WIDTH || y >= HEIGHT) return false;
    int row = ROWS[index].charAt(y) - '0';
    return (row >> (WIDTH - 1 - x) & 1) != 0;
  }
}
