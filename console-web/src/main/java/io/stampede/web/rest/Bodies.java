package io.stampede.web.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Reads the JSON object of a request, and says exactly what is wrong with one that is none.
final class Bodies {
  static final int LIMIT = 1024 * 1024;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .build();
  private static final TypeReference<@Nullable Object> ANY = new TypeReference<>() {};

  private Bodies() {}

  /// The body's object; empty where there is no body.
  ///
  /// @throws BadRequest when it is too long, of another type, or not an object
  static Map<String, ?> object(HttpServletRequest request) throws IOException {
    if (request.getContentLengthLong() > LIMIT) throw tooLong();
    var bytes = request.getInputStream().readNBytes(LIMIT + 1);
    if (bytes.length > LIMIT) throw tooLong();
    if (bytes.length == 0) return Map.of();
    requireJson(request.getContentType());
    return parse(bytes);
  }

  private static void requireJson(@Nullable String contentType) {
    var type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
    var bare = type.contains(";") ? type.substring(0, type.indexOf(';')) : type;
    if (bare.strip().equals("application/json")) return;
    throw new BadRequest(
        415,
        "unsupported-media-type",
        type.isEmpty() ? "the body has no content type" : "the body is " + bare + ", not JSON",
        "send it with Content-Type: application/json");
  }

  private static Map<String, ?> parse(byte[] bytes) {
    @Nullable Object value;
    try {
      value = JSON.readValue(bytes, ANY);
    } catch (JacksonException e) {
      var at = e.getLocation();
      var where =
          at == null ? "" : " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
      throw new BadRequest(
          400,
          "malformed-json",
          "the body is not JSON" + where + ": " + e.getOriginalMessage(),
          "mend the JSON");
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw new BadRequest(
          400, "malformed-json", "the body is not a JSON object", "send {\"field\": value, …}");
    }
    var fields = new java.util.LinkedHashMap<String, Object>();
    map.forEach((k, v) -> fields.put(String.valueOf(k), v));
    return fields;
  }

  private static BadRequest tooLong() {
    return new BadRequest(
        413, "too-long", "the body is longer than 1 MiB", "send content with PUT …/content");
  }
}
