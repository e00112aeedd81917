package io.stampede.client;

import java.util.List;
import java.util.Optional;

/// Which resources of a kind, in which order, from where on.
///
/// @param sort field names, `-name` for descending; also `name`, `id`, `state`, `created`
/// @param limit 1 to 1000
/// @param cursor the `next` of the page before; empty for the first
public record Query(List<Filter> filters, List<String> sort, int limit, String cursor) {
  public static final Query ALL = new Query(List.of(), List.of("name"), 1000, "");

  public Query {
    filters = List.copyOf(filters);
    sort = List.copyOf(sort);
    if (limit < 1 || limit > 1000) throw new IllegalArgumentException("limit is not 1 to 1000");
  }

  /// @param operator how the field's text compares with the value
  public record Filter(String field, Operator operator, String value) {}

  public enum Operator {
    EQ,
    NE,
    /// Contains, without regard to case.
    LIKE,
    PREFIX,
    LT,
    LTE,
    GT,
    GTE;

    public static Optional<Operator> of(String word) {
      for (var o : values()) if (o.name().equalsIgnoreCase(word)) return Optional.of(o);
      return Optional.empty();
    }
  }

  public static Query where(String field, String value) {
    return new Query(List.of(new Filter(field, Operator.EQ, value)), List.of("name"), 1000, "");
  }
}
