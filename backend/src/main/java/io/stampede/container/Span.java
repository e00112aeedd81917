package io.stampede.container;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A length of time as Docker writes it: `30s`, `1m30s`, `500ms` (Go's
/// [durations](https://pkg.go.dev/time#ParseDuration), down to a microsecond).
public record Span(String value) {
  private static final Pattern PART = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)(ms|us|µs|h|m|s)");
  private static final Pattern VALID = Pattern.compile("(?:" + PART.pattern() + "){1,4}");
  private static final Map<String, Long> NANOS =
      Map.of(
          "us",
          1_000L,
          "µs",
          1_000L,
          "ms",
          1_000_000L,
          "s",
          1_000_000_000L,
          "m",
          60_000_000_000L,
          "h",
          3_600_000_000_000L);

  /// The longest that is taken: what comes later would not fit into Docker's nanoseconds.
  private static final Duration LONGEST = Duration.ofDays(365);

  public Span {
    boolean valid = VALID.matcher(value).matches();
    if (!valid || length(value).isZero() || length(value).compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("is no length of time; it looks like 30s, 1m30s or 500ms");
    }
  }

  public Duration length() {
    return length(value);
  }

  /// Docker's unit.
  long nanos() {
    return length().toNanos();
  }

  private static Duration length(String text) {
    var sum = Duration.ZERO;
    var parts = PART.matcher(text);
    while (parts.find()) {
      var unit = BigDecimal.valueOf(NANOS.getOrDefault(parts.group(2), 0L));
      sum = sum.plusNanos(new BigDecimal(parts.group(1)).multiply(unit).longValue());
    }
    return sum;
  }

  /// From Docker's nanoseconds; empty for none.
  static Optional<Span> of(long nanos) {
    if (nanos <= 0) return Optional.empty();
    var whole = Duration.ofNanos(nanos);
    var text = new StringBuilder();
    if (whole.toHours() > 0) text.append(whole.toHours()).append('h');
    if (whole.toMinutesPart() > 0) text.append(whole.toMinutesPart()).append('m');
    if (whole.toSecondsPart() > 0) text.append(whole.toSecondsPart()).append('s');
    if (whole.toMillisPart() > 0) text.append(whole.toMillisPart()).append("ms");
    long micros = whole.toNanosPart() / 1_000 % 1_000;
    if (micros > 0) text.append(micros).append("us");
    return text.isEmpty() || whole.compareTo(LONGEST) > 0
        ? Optional.empty()
        : Optional.of(new Span(text.toString()));
  }

  @Override
  public String toString() {
    return value;
  }
}
