package io.stampede.cli.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An object of a JSON text, in the order of its members. Members that are `null` count as absent,
/// and a member of an unexpected type too: what a server sends is not trusted to fit.
public record JsonObject(Map<String, Object> members) {
  public static final JsonObject EMPTY = new JsonObject(Map.of());

  public JsonObject {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  /// The value as an object; an empty one when it is something else.
  public static JsonObject of(Object json) {
    if (json instanceof Map<?, ?> map) {
      var members = new LinkedHashMap<String, Object>();
      map.forEach((name, value) -> members.put(String.valueOf(name), value));
      return new JsonObject(members);
    }
    return EMPTY;
  }

  public boolean has(String name) {
    return members.containsKey(name);
  }

  public Optional<Object> value(String name) {
    return Optional.ofNullable(members.get(name));
  }

  /// The member as text, also of a number or a boolean; empty when there is none.
  public String text(String name) {
    var value = members.get(name);
    return value == null ? "" : value.toString();
  }

  public Optional<Long> number(String name) {
    return members.get(name) instanceof Number n ? Optional.of(n.longValue()) : Optional.empty();
  }

  public boolean flag(String name) {
    return Boolean.TRUE.equals(members.get(name));
  }

  public Optional<JsonObject> object(String name) {
    return members.get(name) instanceof Map<?, ?> map ? Optional.of(of(map)) : Optional.empty();
  }

  public List<JsonObject> objects(String name) {
    return members.get(name) instanceof List<?> list ? objects(list) : List.of();
  }

  public List<String> texts(String name) {
    if (!(members.get(name) instanceof List<?> list)) return List.of();
    return list.stream().map(String::valueOf).toList();
  }

  static List<JsonObject> objects(List<?> list) {
    var objects = new ArrayList<JsonObject>();
    for (var each : list) if (each instanceof Map<?, ?> map) objects.add(of(map));
    return List.copyOf(objects);
  }
}
