package io.stampede.cli.command;

import io.stampede.cli.api.Failure;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Whole numbers, which for amounts of memory may be written with a unit of their own: `2GiB` for a
/// field in MiB.
final class Quantity {
  private static final Pattern FORM = Pattern.compile("(-?[0-9]{1,18}) *([A-Za-z]*)");
  private static final List<String> UNITS = List.of("b", "kib", "mib", "gib", "tib");

  private Quantity() {}

  static long parse(String option, String text, String unit) {
    var parts = FORM.matcher(text.strip());
    if (!parts.matches()) {
      throw Failure.usage("%s '%s' is not a whole number".formatted(option, text), "");
    }
    long number = Long.parseLong(parts.group(1));
    var given = parts.group(2);
    if (given.isEmpty() || given.equalsIgnoreCase(unit)) return number;
    int from = place(given);
    int to = place(unit);
    if (from < 0 || to < 0) {
      throw Failure.usage(
          "%s '%s' has a unit that does not fit".formatted(option, text),
          unit.isEmpty() ? "give the number alone" : "give it in " + unit);
    }
    return scaled(option, text, unit, number, 10 * (from - to));
  }

  private static long scaled(String option, String text, String unit, long number, int bits) {
    boolean up = bits >= 0;
    long scaled = up ? number << bits : number >> -bits;
    boolean exact = number == (up ? scaled >> bits : scaled << -bits);
    if (exact) return scaled;
    throw Failure.usage("%s '%s' is not a whole number of %s".formatted(option, text, unit), "");
  }

  /// `GiB`, `G` and `g` are the same; -1 for what is no amount of memory.
  private static int place(String unit) {
    var small = unit.toLowerCase(Locale.ROOT);
    for (int i = 0; i < UNITS.size(); i++) {
      if (UNITS.get(i).equals(small) || small.length() == 1 && UNITS.get(i).startsWith(small)) {
        return i;
      }
    }
    return -1;
  }
}
