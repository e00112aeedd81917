package io.stampede.cli.api;

import io.stampede.cli.json.Json;
import io.stampede.cli.json.JsonObject;
import io.stampede.cli.json.JsonSyntax;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Reads server-sent events (WHATWG HTML, section "Server-sent events") as far as we use them:
/// `event` and `data` lines, comments, an empty line ends an event.
final class EventReader {
  private EventReader() {}

  static void read(InputStream in, Consumer<JsonObject> each) throws IOException {
    var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    var data = new StringBuilder();
    var type = "";
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("data:")) data.append(line.substring(5).strip());
      else if (line.startsWith("event:")) type = line.substring(6).strip();
      else if (line.isEmpty()) {
        if (type.equals("change") && !data.isEmpty()) hand(data.toString(), each);
        data.setLength(0);
        type = "";
      }
    }
  }

  /// An event that cannot be read is as good as a lost one: nobody relies on them.
  private static void hand(String data, Consumer<JsonObject> each) {
    JsonObject event;
    try {
      event = Json.parseObject(data);
    } catch (JsonSyntax e) {
      return;
    }
    each.accept(event);
  }
}
