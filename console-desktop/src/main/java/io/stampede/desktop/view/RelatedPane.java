package io.stampede.desktop.view;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.client.Related;
import io.stampede.client.Resource;
import io.stampede.desktop.part.Nodes;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/// What names a resource: links, ports and floating addresses that lead to it, machines that are
/// made of it. Read anew whenever the resource itself has changed.
final class RelatedPane {
  private final Desk desk;
  private final VBox root = new VBox(8);
  private List<Related> shown = List.of();

  RelatedPane(Desk desk) {
    this.desk = desk;
    root.setId("related");
    root.setManaged(false);
    root.setVisible(false);
  }

  Node node() {
    return root;
  }

  void show(Resource one) {
    desk.world()
        .background()
        .ask(() -> Related.of(desk.world().client(), one), this::fill, _ -> fill(List.of()));
  }

  private void fill(List<Related> all) {
    if (all.equals(shown)) return;
    shown = all;
    root.setManaged(!all.isEmpty());
    root.setVisible(!all.isEmpty());
    var grid = new GridPane(18, 6);
    grid.getStyleClass().add("small-table");
    for (int y = 0; y < all.size(); y++) row(grid, all.get(y), y);
    root.getChildren().setAll(Nodes.label(say("facts.related"), "title-4"), grid);
  }

  private void row(GridPane grid, Related related, int y) {
    var r = related.resource();
    var link = new Hyperlink(r.name());
    link.setOnAction(_ -> desk.go(new Place.Thing(r.kind(), r.id())));
    grid.add(Nodes.label(related.kind().label(), "muted"), 0, y);
    grid.add(link, 1, y);
    grid.add(Nodes.label(related.by().label(), "muted"), 2, y);
    grid.add(StateCell.of(r), 3, y);
  }
}
