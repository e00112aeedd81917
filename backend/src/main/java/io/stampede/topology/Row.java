package io.stampede.topology;

import io.stampede.client.Resource;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// One row of a resource's table, as JSON values. What is not there, or not of its form, is empty:
/// a server of another version may show less.
record Row(Map<?, ?> values) {
  static List<Row> of(Resource resource, String table) {
    return resource.fields().get(table) instanceof List<?> rows
        ? rows.stream()
            .filter(Map.class::isInstance)
            .<Row>map(row -> new Row((Map<?, ?>) row))
            .toList()
        : List.of();
  }

  String text(String column) {
    var value = values.get(column);
    return value == null ? "" : value.toString();
  }

  boolean truth(String column) {
    return Boolean.TRUE.equals(values.get(column));
  }

  OptionalLong number(String column) {
    return values.get(column) instanceof Number n
        ? OptionalLong.of(n.longValue())
        : OptionalLong.empty();
  }

  Way way() {
    return new Way(
        text("from"),
        text("to"),
        truth("answers"),
        time("since"),
        number("bytesIn").orElse(0),
        number("bytesOut").orElse(0),
        number("rttMicros"),
        Math.toIntExact(Math.clamp(number("lossPercent").orElse(0), 0, 100)),
        number("mtu").stream()
            .mapToInt(Math::toIntExact)
            .mapToObj(OptionalInt::of)
            .findFirst()
            .orElse(OptionalInt.empty()),
        text("error").isEmpty() ? Optional.empty() : Optional.of(text("error")));
  }

  private Optional<Instant> time(String column) {
    try {
      return text(column).isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text(column)));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
