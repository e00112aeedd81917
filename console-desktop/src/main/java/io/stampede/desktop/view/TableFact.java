package io.stampede.desktop.view;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.client.Resource;
import io.stampede.desktop.model.Words;
import io.stampede.desktop.model.World;
import io.stampede.desktop.part.Nodes;
import io.stampede.schema.FieldSchema;
import io.stampede.schema.FieldType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A table field of a resource, small: the columns of the schema's choice, all of it on hover.
final class TableFact {
  /// More rows than this are counted, not drawn.
  private static final int ROWS = 100;

  private TableFact() {}

  /// Empty where there are no rows.
  static Optional<Node> of(World world, FieldSchema field, Resource r) {
    if (!(r.fields().get(field.name()) instanceof Collection<?> all)) return Optional.empty();
    var rows =
        all.stream().filter(Map.class::isInstance).<Map<?, ?>>map(m -> (Map<?, ?>) m).toList();
    if (rows.isEmpty()) return Optional.empty();
    var columns = columns(field);
    var grid = new GridPane(18, 6);
    grid.setId("fact-" + field.name());
    grid.setAccessibleText(field.label());
    grid.getStyleClass().add("small-table");
    for (int x = 0; x < columns.size(); x++) head(grid, columns.get(x), x);
    int y = 1;
    for (var row : rows.subList(0, Math.min(ROWS, rows.size()))) {
      for (int x = 0; x < columns.size(); x++) cell(world, grid, columns.get(x), row, x, y);
      y++;
    }
    var scroll = new ScrollPane(grid);
    scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setMinHeight(Region.USE_PREF_SIZE);
    scroll.getStyleClass().addAll("edge-to-edge", "card");
    var box = new VBox(8, Nodes.label(field.label(), "title-4"), scroll);
    if (rows.size() > ROWS) {
      box.getChildren().add(Nodes.label(say("table.more", rows.size() - ROWS), "muted"));
    }
    return Optional.of(box);
  }

  private static List<FieldSchema> columns(FieldSchema field) {
    var chosen = field.columns().stream().filter(FieldSchema::column).toList();
    return chosen.isEmpty() ? field.columns() : chosen;
  }

  private static void head(GridPane grid, FieldSchema column, int x) {
    var label = Nodes.label(column.label(), "muted");
    if (!column.help().isEmpty()) label.setTooltip(new Tooltip(column.help()));
    align(label, column);
    grid.add(label, x, 0);
  }

  private static void cell(
      World world, GridPane grid, FieldSchema column, Map<?, ?> row, int x, int y) {
    var text = Words.value(world, column, row.get(column.name()));
    var label = Nodes.label(text.isEmpty() ? "–" : text);
    label.setMaxWidth(460);
    if (!text.isEmpty()) label.setTooltip(new Tooltip(text));
    align(label, column);
    grid.add(label, x, y);
  }

  private static void align(Label label, FieldSchema column) {
    boolean number = column.type() == FieldType.INTEGER;
    GridPane.setHalignment(label, number ? HPos.RIGHT : HPos.LEFT);
    label.setAlignment(number ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
  }
}
