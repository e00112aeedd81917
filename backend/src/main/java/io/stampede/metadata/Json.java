package io.stampede.metadata;

import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;

/// JSON to be read by people, too; with the same bytes on every machine.
final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  /// @param value of maps, lists, texts and numbers
  static Bytes pretty(Object value) {
    var lines = new DefaultIndenter("  ", "\n");
    var printer = new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
    return Bytes.of(MAPPER.writer().with(printer).writeValueAsBytes(value));
  }
}
