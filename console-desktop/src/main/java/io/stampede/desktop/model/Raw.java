package io.stampede.desktop.model;

import io.stampede.client.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A resource as JSON, as the REST API shows it.
public final class Raw {
  private Raw() {}

  public static String json(Resource r) {
    var all = new LinkedHashMap<String, Object>();
    all.put("type", r.kind());
    all.put("id", r.id());
    all.put("name", r.name());
    all.put("state", r.status().phase().word());
    all.put("transitioning", r.status().transition().name().toLowerCase(java.util.Locale.ROOT));
    all.put("message", r.status().message());
    r.status().progress().ifPresent(p -> all.put("progress", p));
    all.put("generation", r.generation());
    all.put("created", r.created().toString());
    r.seenAt().ifPresent(at -> all.put("seenAt", at.toString()));
    r.fields().forEach(all::putIfAbsent);
    all.put("actions", r.actions());
    return pretty(all, "");
  }

  private static String pretty(Object value, String indent) {
    var deeper = indent + "  ";
    return switch (value) {
      case Map<?, ?> map when !map.isEmpty() ->
          map.entrySet().stream()
              .map(e ->
                  deeper + CopyAs.json(e.getKey().toString()) + ": " + pretty(e.getValue(), deeper))
              .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
      case List<?> list when !list.isEmpty() ->
          list.stream()
              .map(item -> deeper + pretty(item, deeper))
              .collect(Collectors.joining(",\n", "[\n", "\n" + indent + "]"));
      default -> CopyAs.json(value);
    };
  }
}
