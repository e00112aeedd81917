package io.stampede.container;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/// How many CPUs a container may use at most, in thousandths: `0.5`, `2`.
public record Cpus(String value) {
  private static final Pattern VALID = Pattern.compile("\\d{1,4}(\\.\\d{1,3})?");

  public Cpus {
    if (!VALID.matcher(value).matches() || new BigDecimal(value).signum() == 0) {
      throw new IllegalArgumentException("is not a number of CPUs; it looks like 0.5");
    }
  }

  /// Docker's unit: billionths of a CPU.
  public long nano() {
    return new BigDecimal(value).movePointRight(9).longValueExact();
  }
}
