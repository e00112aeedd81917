package io.stampede.web.rest;

import io.stampede.client.Query;
import io.stampede.client.Refused;
import io.stampede.client.StampedeClient;
import io.stampede.schema.FieldType;
import io.stampede.schema.KindSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The query parameters of a collection: `state=running&name_like=web&sort=-created&limit=100`.
public final class ListQuery {
  private static final Set<String> CONTROL = Set.of("sort", "limit", "cursor");
  private static final List<String> EVERY_KIND_HAS =
      List.of("id", "name", "state", "transitioning", "message", "created");
  private static final int DEFAULT_LIMIT = 100;

  private ListQuery() {}

  /// @throws Refused naming the parameter at fault
  public static Query read(
      StampedeClient client, KindSchema kind, Map<String, String[]> parameters) {
    var filters = new ArrayList<Query.Filter>();
    parameters.forEach((name, values) -> {
      if (CONTROL.contains(name)) return;
      for (var value : values) filters.add(filter(client, kind, name, value));
    });
    return new Query(
        filters, sort(kind, parameters), limit(parameters), first(parameters, "cursor"));
  }

  private static Query.Filter filter(
      StampedeClient client, KindSchema kind, String parameter, String value) {
    int underscore = parameter.lastIndexOf('_');
    var field = underscore < 0 ? parameter : parameter.substring(0, underscore);
    requireField(kind, field, parameter);
    var word = underscore < 0 ? "eq" : parameter.substring(underscore + 1);
    var operator =
        Query.Operator.of(word)
            .orElseThrow(() ->
                Refused.field(
                    parameter,
                    "unknown-operator",
                    "there is no operator " + word,
                    "use one of eq, ne, like, prefix, lt, lte, gt, gte"));
    return new Query.Filter(field, operator, idOf(client, kind, field, value));
  }

  /// A reference may be given by its unique name.
  private static String idOf(StampedeClient client, KindSchema kind, String field, String value) {
    var other =
        kind.field(field)
            .filter(f -> f.type() == FieldType.REFERENCE)
            .flatMap(io.stampede.schema.FieldSchema::reference);
    if (other.isEmpty()) return value;
    return client.list(other.get(), Query.where("name", value)).items().stream()
        .findFirst()
        .map(io.stampede.client.Resource::id)
        .orElse(value);
  }

  private static List<String> sort(KindSchema kind, Map<String, String[]> parameters) {
    var fields =
        Stream.of(first(parameters, "sort").split(","))
            .map(String::strip)
            .filter(f -> !f.isEmpty())
            .toList();
    for (var field : fields) {
      requireField(kind, field.startsWith("-") ? field.substring(1) : field, "sort");
    }
    return fields.isEmpty() ? List.of("name") : fields;
  }

  private static void requireField(KindSchema kind, String field, String parameter) {
    if (EVERY_KIND_HAS.contains(field) || kind.field(field).isPresent()) return;
    throw Refused.field(
        parameter,
        "unknown-field",
        "a %s has no field %s".formatted(kind.label(), field),
        "see /v1/schemas/" + kind.name());
  }

  private static int limit(Map<String, String[]> parameters) {
    return limit(first(parameters, "limit"), DEFAULT_LIMIT);
  }

  static int limit(String text, int byDefault) {
    return number("limit", text, byDefault, 1, 1000);
  }

  static int number(String parameter, String text, int byDefault, int min, int max) {
    if (text.isEmpty()) return byDefault;
    try {
      int n = Integer.parseInt(text);
      if (n >= min && n <= max) return n;
    } catch (NumberFormatException _) {
      // said below
    }
    throw Refused.field(
        parameter, "invalid", "is not a whole number from %d to %d".formatted(min, max), "");
  }

  private static String first(Map<String, String[]> parameters, String name) {
    var values = parameters.get(name);
    return values == null || values.length == 0 ? "" : values[0];
  }
}
