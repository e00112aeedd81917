package io.stampede.client;

import io.stampede.schema.FieldError;
import io.stampede.schema.KindSchema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Filters, sorts and pages resources by any of their fields.
final class Listing {
  /// What every resource has besides the fields of its kind.
  private static final Set<String> COMMON =
      Set.of("id", "name", "state", "transitioning", "created", "message");

  private Listing() {}

  static Page page(KindSchema schema, Stream<Resource> all, Query query) {
    check(schema, query);
    var order = order(query);
    var matching = all.filter(r -> matches(r, query)).sorted(order).toList();
    int from = query.cursor().isEmpty() ? 0 : after(matching, query);
    int to = Math.min(matching.size(), from + query.limit());
    var items = matching.subList(Math.min(from, to), to);
    Optional<String> next =
        to < matching.size() ? Optional.of(cursor(items.getLast(), query)) : Optional.empty();
    return new Page(items, matching.size(), next);
  }

  private static void check(KindSchema schema, Query query) {
    var asked = new ArrayList<String>();
    query.filters().forEach(f -> asked.add(f.field()));
    query.sort().forEach(s -> asked.add(plain(s)));
    var unknown =
        asked.stream()
            .filter(name -> !COMMON.contains(name) && schema.field(name).isEmpty())
            .map(name -> new FieldError(name, "unknown-field", "is no field of a " + schema.name()))
            .toList();
    if (!unknown.isEmpty()) throw Refused.fields(unknown);
  }

  private static String plain(String sort) {
    return sort.startsWith("-") ? sort.substring(1) : sort;
  }

  private static Object value(Resource r, String field) {
    return switch (field) {
      case "id" -> r.id();
      case "name" -> r.name();
      case "state" -> r.status().phase().word();
      case "transitioning" -> r.status().transition().name().toLowerCase(Locale.ROOT);
      case "message" -> r.status().message();
      case "created" -> r.created().toString();
      default -> r.fields().getOrDefault(field, "");
    };
  }

  private static boolean matches(Resource r, Query query) {
    return query.filters().stream().allMatch(f -> matches(value(r, f.field()), f));
  }

  private static boolean matches(Object value, Query.Filter filter) {
    var text = value.toString();
    var wanted = filter.value();
    return switch (filter.operator()) {
      case EQ -> text.equals(wanted);
      case NE -> !text.equals(wanted);
      case LIKE -> text.toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT));
      case PREFIX -> text.startsWith(wanted);
      case LT -> compare(value, wanted) < 0;
      case LTE -> compare(value, wanted) <= 0;
      case GT -> compare(value, wanted) > 0;
      case GTE -> compare(value, wanted) >= 0;
    };
  }

  /// Numbers by size, the rest as text.
  private static int compare(Object a, Object b) {
    if (a instanceof Number x) {
      try {
        return Long.compare(x.longValue(), Long.parseLong(b.toString()));
      } catch (NumberFormatException _) {
        return a.toString().compareTo(b.toString());
      }
    }
    return a.toString().compareTo(b.toString());
  }

  private static Comparator<Resource> order(Query query) {
    Comparator<Resource> order = Comparator.comparing(_ -> 0);
    for (var sort : query.sort()) {
      var field = plain(sort);
      Comparator<Resource> by = (a, b) -> compare(value(a, field), value(b, field));
      order = order.thenComparing(sort.startsWith("-") ? by.reversed() : by);
    }
    return order.thenComparing(Resource::id);
  }

  /// The place behind the resource that a cursor names, or, when that is gone, its place in number.
  private static int after(List<Resource> matching, Query query) {
    try {
      var text = new String(Base64.getUrlDecoder().decode(query.cursor()), StandardCharsets.UTF_8);
      var parts = text.split(" ", 2);
      int number = Integer.parseInt(parts[0]);
      for (int i = 0; i < matching.size(); i++) {
        if (matching.get(i).id().equals(parts[1])) return i + 1;
      }
      return Math.min(number, matching.size());
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException _) {
      throw Refused.field("cursor", "invalid", "is not a cursor of this list", "start without one");
    }
  }

  private static String cursor(Resource last, Query query) {
    int before = query.cursor().isEmpty() ? 0 : number(query.cursor());
    var text = (before + query.limit()) + " " + last.id();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static int number(String cursor) {
    var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    return Integer.parseInt(text.substring(0, text.indexOf(' ')));
  }
}
