package io.stampede.topology;

import io.stampede.client.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads links, ports and floating addresses, by their fields alone. A workload is named by its id,
/// by `kind/id`, or by its name.
final class Arrows {
  static final String TARGET = "target";
  static final String TARGETS = "targets";
  static final String UNDO = "undo";
  private static final List<String> USERS = List.of("consumer", "from", "container", "workload");

  private final Map<String, List<Resource>> world;
  private final Map<String, String> keys = new HashMap<>();
  private final Map<String, String> hosts = new HashMap<>();

  private Arrows(Map<String, List<Resource>> world) {
    this.world = world;
    world.getOrDefault(Surveyor.HOST, List.of()).forEach(h -> hosts.put(h.id(), h.name()));
    for (var kind : Surveyor.WORKLOADS) {
      for (var workload : world.getOrDefault(kind, List.of())) {
        var key = kind + "/" + workload.id();
        keys.putIfAbsent(workload.name(), key);
        keys.put(workload.id(), key);
        keys.put(key, key);
        keys.put(kind + "/" + workload.name(), key);
      }
    }
  }

  /// What a kind of this name is; empty when it points at nothing.
  static Optional<Arrow.Sort> sort(String kind) {
    return switch (kind.toLowerCase(Locale.ROOT).replace("-", "")) {
      case "link" -> Optional.of(Arrow.Sort.LINK);
      case "port" -> Optional.of(Arrow.Sort.PORT);
      case "floatingip" -> Optional.of(Arrow.Sort.FLOATING);
      default -> Optional.empty();
    };
  }

  static List<Arrow> of(Map<String, List<Resource>> world) {
    var arrows = new Arrows(world);
    var all = new ArrayList<Arrow>();
    for (var kind : new TreeMap<>(world).entrySet()) {
      sort(kind.getKey())
          .ifPresent(sort -> kind.getValue().forEach(r -> all.add(arrows.arrow(sort, r))));
    }
    return all;
  }

  private Arrow arrow(Arrow.Sort sort, Resource r) {
    return new Arrow(
        sort,
        r.kind(),
        r.id(),
        r.name(),
        label(sort, r),
        sort == Arrow.Sort.LINK ? user(r) : Optional.empty(),
        List.copyOf(targets(r)),
        r.status(),
        r.fields().containsKey(TARGETS),
        r.actions().contains(UNDO));
  }

  private Set<String> targets(Resource r) {
    var found = new LinkedHashSet<String>();
    for (var field : List.of(TARGETS, TARGET)) {
      var value = r.fields().get(field);
      var words = value instanceof Collection<?> many ? List.copyOf(many) : one(value);
      for (var word : words) workload(word).ifPresent(found::add);
    }
    return found;
  }

  private static List<?> one(@Nullable Object value) {
    return value == null ? List.of() : List.of(value);
  }

  private Optional<String> workload(Object word) {
    if (word instanceof Map<?, ?> map) {
      var id = map.get("id");
      return id == null
          ? Optional.ofNullable(map.get("name")).flatMap(this::workload)
          : workload(id);
    }
    var text = word.toString();
    return Optional.ofNullable(keys.get(text)).or(() -> Optional.ofNullable(keys.get(bare(text))));
  }

  /// `db:5432` without its port.
  private static String bare(String text) {
    int colon = text.indexOf(':');
    return colon < 0 ? text : text.substring(0, colon);
  }

  private Optional<String> user(Resource r) {
    return USERS.stream()
        .flatMap(field -> Stream.ofNullable(r.fields().get(field)))
        .flatMap(value -> workload(value).stream())
        .findFirst();
  }

  private String label(Arrow.Sort sort, Resource r) {
    return switch (sort) {
      case LINK -> said(r, "alias").orElse(r.name());
      case FLOATING -> said(r, "address").orElse(r.name());
      case PORT -> said(r, "publicPort").map(port -> port(r, port)).orElse(r.name());
    };
  }

  /// `8080/tcp on h1`, or with one of the host's addresses in its place.
  private String port(Resource r, String port) {
    var at =
        said(r, "address")
            .or(() -> said(r, Surveyor.HOST).map(id -> hosts.getOrDefault(id, id)))
            .orElse("");
    return Words.say("arrow.port", port, said(r, "protocol").orElse("tcp"), at);
  }

  private static Optional<String> said(Resource r, String field) {
    return Optional.of(r.text(field)).filter(text -> !text.isEmpty());
  }
}
