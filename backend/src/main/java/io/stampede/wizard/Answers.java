package io.stampede.wizard;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the answers to questions about addresses.
final class Answers {
  private Answers() {}

  /// @param port of those that name none
  static List<Target> targets(@Nullable Object list, int port) {
    return rows(list).map(row -> Target.of(row, port)).toList();
  }

  /// Messages by line.
  static Map<Integer, String> lineErrors(@Nullable Object list) {
    return rows(list)
        .collect(
            Collectors.toMap(
                row -> row.get("line") instanceof Number n ? n.intValue() : 0,
                row -> String.valueOf(row.get("message")),
                (first, _) -> first));
  }

  private static Stream<Map<?, ?>> rows(@Nullable Object list) {
    return list instanceof List<?> rows
        ? rows.stream().filter(Map.class::isInstance).map(row -> (Map<?, ?>) row)
        : Stream.empty();
  }
}
