package io.stampede.web.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.dom.DomEvent;
import io.stampede.topology.Drawing;
import io.stampede.topology.Layout;
import io.stampede.topology.Topology;
import io.stampede.web.Tokens;
import io.stampede.web.model.MapJson;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The network map, placed here and drawn in the browser, which says how wide it is.
@Tag("st-map")
@JsModule("./stampede/map.ts")
@JsModule("./stampede/copy.ts")
final class MapPane extends Component {
  /// What a person wants of it.
  interface Wanted {
    /// @param key of a part; empty for none
    void choose(String key);

    /// An arrow was dropped on a workload.
    void point(String arrow, String workload);
  }

  private final Set<String> unfolded = new HashSet<>();
  private Topology topology = Topology.NOTHING;
  private double width;
  private ObjectNode drawn = MapJson.of(Drawing.NOTHING);

  MapPane(Wanted wanted) {
    Ui.test(this, "map");
    on("st-choose", "key", key -> wanted.choose(key));
    on("st-fold", "key", this::fold);
    getElement()
        .addEventListener(
            "st-width",
            e -> {
              width = e.getEventData().path("event.detail.width").asDouble(0);
              draw();
            })
        .addEventData("event.detail.width");
    getElement()
        .addEventListener("st-point", e -> wanted.point(text(e, "key"), text(e, "target")))
        .addEventData("event.detail.key")
        .addEventData("event.detail.target");
  }

  private void on(String event, String field, Consumer<String> then) {
    getElement()
        .addEventListener(event, e -> then.accept(text(e, field)))
        .addEventData("event.detail." + field);
  }

  private static String text(DomEvent event, String field) {
    return event.getEventData().path("event.detail." + field).asString("");
  }

  private void fold(String host) {
    if (!unfolded.remove(host)) unfolded.add(host);
    draw();
  }

  void show(Topology next) {
    topology = next;
    draw();
  }

  void chosen(String key) {
    getElement().setProperty("chosen", key);
  }

  private void draw() {
    if (width == 0) return;
    var next = MapJson.of(Layout.draw(topology, width, unfolded));
    if (next.path("boxes") instanceof ArrayNode boxes) boxes.forEach(MapPane::icon);
    if (next.equals(drawn)) return;
    drawn = next;
    getElement().setPropertyJson("picture", next);
  }

  /// From the kind to its drawing.
  private static void icon(tools.jackson.databind.JsonNode box) {
    var kind = box.path("icon").asString("");
    if (box instanceof ObjectNode object && !kind.isEmpty()) {
      object.put("icon", Tokens.shared().icon(kind));
    }
  }
}
