package io.stampede.container;

import java.util.LinkedHashMap;
import java.util.Map;

/// Variables as lines of a file of `docker run --env-file`: `NAME=value`, comments begin with `#`.
/// A name alone would be taken from the environment of the one who calls, which nobody is here.
public record EnvFile(String value) {
  public EnvFile {
    var unused = variables(value);
  }

  Map<String, String> variables() {
    return variables(value);
  }

  private static Map<String, String> variables(String text) {
    var all = new LinkedHashMap<String, String>();
    var lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i).stripLeading();
      if (line.isEmpty() || line.startsWith("#")) continue;
      int at = line.indexOf('=');
      if (at <= 0 || line.substring(0, at).matches(".*\\s.*") || line.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("has no NAME=value in line %d".formatted(i + 1));
      }
      all.put(line.substring(0, at), line.substring(at + 1));
    }
    return all;
  }
}
