package io.stampede.web.model;

import io.stampede.topology.Drawing;
import io.stampede.topology.Lane;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A drawing of the network map as the browser's element draws it.
public final class MapJson {
  private MapJson() {}

  public static ObjectNode of(Drawing drawing) {
    var json = JsonMapper.shared().createObjectNode();
    json.put("width", drawing.width()).put("height", drawing.height());
    var boxes = json.putArray("boxes");
    drawing.boxes().forEach(box -> box(boxes.addObject(), box));
    var lines = json.putArray("lines");
    drawing.lines().forEach(line -> line(lines.addObject(), line));
    return json;
  }

  private static void box(ObjectNode json, Drawing.Box box) {
    json.put("sort", word(box.sort()))
        .put("key", box.key())
        .put("x", box.place().x())
        .put("y", box.place().y())
        .put("w", box.place().width())
        .put("h", box.place().height())
        .put("text", box.text())
        .put("icon", box.icon())
        .put("tone", box.tone())
        .put("told", box.told());
    var notes = json.putArray("notes");
    box.notes().forEach(notes::add);
    var colours = json.putArray("colours");
    box.colours().forEach(colour -> colours.add(Lane.colourName(colour)));
  }

  private static void line(ObjectNode json, Drawing.Line line) {
    json.put("stroke", word(line.stroke()))
        .put("key", line.key())
        .put("path", line.path())
        .put("colour", line.colour() == 0 ? "" : Lane.colourName(line.colour()))
        .put("tone", line.tone());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
