package io.stampede.desktop.view;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.desktop.model.World;
import io.stampede.desktop.part.Icons;
import io.stampede.desktop.part.Nodes;
import io.stampede.schema.KindSchema;
import io.stampede.topology.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;

/// The places, on the left.
final class Navigation {
  private final VBox root = new VBox(2);
  private final ToggleGroup group = new ToggleGroup();
  private final Map<Place, ToggleButton> buttons = new LinkedHashMap<>();
  private final Consumer<Place> go;

  Navigation(World world, Consumer<Place> go) {
    this.go = go;
    root.setId("navigation");
    root.getStyleClass().add("navigation");
    root.getChildren().add(Nodes.label("Stampede", "brand"));
    add(new Place.Overview(), "overview", say("overview"), "overview");
    KindSchema.grouped(world.listed()).forEach(this::add);
    add(new Place.Tasks(), "tasks", say("tasks"), "tasks");
    add(new Place.Settings(), "settings", say("settings"), "settings");
  }

  Node node() {
    return root;
  }

  /// The first of a group leads it, the others stand below.
  private void add(List<KindSchema> group) {
    var first = group.getFirst();
    add(new Place.Kind(first.name()), first.plural(), first.labels(), first.name());
    if (first.group().equals(KindSchema.NETWORKS)) {
      add(new Place.NetworkMap(), "map", Words.say("map.title"), "map")
          .getStyleClass()
          .add("nav-child");
    }
    for (var kind : group.subList(1, group.size())) {
      add(new Place.Kind(kind.name()), kind.plural(), kind.labels(), kind.name())
          .getStyleClass()
          .add("nav-child");
    }
  }

  private ToggleButton add(Place place, String id, String words, String icon) {
    var button = new ToggleButton(words, Icons.of(icon));
    button.setId("nav-" + id);
    button.setToggleGroup(group);
    button.setMaxWidth(Double.MAX_VALUE);
    button.setAlignment(Pos.CENTER_LEFT);
    button.setGraphicTextGap(10);
    button.getStyleClass().addAll("flat", "nav-item");
    button.setOnAction(_ -> go.accept(place));
    buttons.put(place, button);
    root.getChildren().add(button);
    return button;
  }

  /// Marks where one is.
  void at(Place place) {
    var button =
        buttons.get(
            switch (place) {
              case Place.Thing(var kind, var _, var _) -> new Place.Kind(kind);
              case Place.AddHosts _ -> new Place.Kind("host");
              default -> place;
            });
    if (button != null) button.setSelected(true);
  }
}
