package io.stampede.store;

import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// JSON text of what the store keeps.
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(tools.jackson.databind.DeserializationFeature.USE_LONG_FOR_INTS)
          .build();
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
  private static final TypeReference<List<String>> LINES = new TypeReference<>() {};

  private Json() {}

  static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  static Map<String, Object> readMap(String json) {
    try {
      return MAPPER.readValue(json, MAP);
    } catch (JacksonException e) {
      throw new IllegalStateException("the store holds broken JSON", e);
    }
  }

  static List<String> readLines(String json) {
    try {
      return MAPPER.readValue(json, LINES);
    } catch (JacksonException e) {
      throw new IllegalStateException("the store holds broken JSON", e);
    }
  }
}
