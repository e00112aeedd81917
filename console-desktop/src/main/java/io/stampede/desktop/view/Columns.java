package io.stampede.desktop.view;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.client.Resource;
import io.stampede.desktop.model.Row;
import io.stampede.desktop.model.Words;
import io.stampede.desktop.model.World;
import io.stampede.schema.FieldSchema;
import io.stampede.schema.FieldType;
import io.stampede.schema.KindSchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/// The columns of a kind's list. Each cell looks at the row's resource itself, so that a change of
/// a row is one event and sorting makes no objects.
final class Columns {
  /// So many fields are shown before a person chooses others.
  private static final int FIELDS = 6;

  /// Shown with the state already.
  private static final Set<String> IN_STATE = Set.of("cordoned");

  private final World world;

  Columns(World world) {
    this.world = world;
  }

  /// All that can be shown; those of the schema's choice are visible.
  List<TableColumn<Row, Resource>> of(KindSchema kind) {
    var all = new ArrayList<TableColumn<Row, Resource>>();
    all.add(name());
    all.add(state());
    int shown = 0;
    for (var field : kind.fields()) {
      if (field.name().equals("name") || field.secret()) continue;
      var column = field(field);
      column.setVisible(field.column() && !IN_STATE.contains(field.name()) && shown < FIELDS);
      if (column.isVisible()) shown++;
      all.add(column);
    }
    all.add(created());
    all.add(text("id", say("column.id"), Resource::id, 140, false));
    return all;
  }

  private TableColumn<Row, Resource> name() {
    var column = text("name", say("column.name"), Resource::name, 170, true);
    column.setMinWidth(110);
    column.setCellFactory(_ -> new TextCell(Resource::name, _ -> "", false, "name-cell"));
    return column;
  }

  private TableColumn<Row, Resource> state() {
    var column = column("state", say("column.state"), 250, true);
    column.setMinWidth(140);
    column.setComparator(Comparator.comparing(r -> r.status().phase().word()));
    column.setCellFactory(_ -> new StateCell());
    return column;
  }

  private TableColumn<Row, Resource> field(FieldSchema field) {
    if (field.type() != FieldType.INTEGER) {
      return text(
          field.name(), field.label(), r -> Words.value(world, field, r), 150, field.column());
    }
    var column = column(field.name(), field.label(), 90, field.column());
    column.setComparator(Comparator.comparing(r -> r.number(field.name()).orElse(Long.MIN_VALUE)));
    column.getStyleClass().add("numbers");
    column.setCellFactory(
        _ -> new TextCell(r -> Words.value(world, field, r), _ -> "", true, "number-cell"));
    return column;
  }

  private TableColumn<Row, Resource> created() {
    var column = column("created", say("column.created"), 110, false);
    column.setComparator(Comparator.comparing(Resource::created));
    column.setCellFactory(_ ->
        new TextCell(
            r -> Words.ago(r.created(), Instant.now()),
            r -> Words.exact(r.created()),
            false,
            "text-cell"));
    return column;
  }

  private static TableColumn<Row, Resource> text(
      String id, String label, Function<Resource, String> text, int width, boolean visible) {
    var column = column(id, label, width, visible);
    column.setComparator(Comparator.comparing(text, String.CASE_INSENSITIVE_ORDER));
    column.setCellFactory(_ -> new TextCell(text, _ -> "", false, "text-cell"));
    return column;
  }

  private static TableColumn<Row, Resource> column(
      String id, String label, int width, boolean visible) {
    var column = new TableColumn<Row, Resource>(label);
    column.setId("col-" + id);
    column.setPrefWidth(width);
    column.setMinWidth(78);
    column.setVisible(visible);
    column.setCellValueFactory(cell -> cell.getValue().resourceProperty());
    return column;
  }

  /// Text that can be read whole on hover where the column is too narrow.
  private static final class TextCell extends TableCell<Row, Resource> {
    private final Function<Resource, String> text;
    private final Function<Resource, String> exact;
    private final Tooltip tip = new Tooltip();

    TextCell(
        Function<Resource, String> text,
        Function<Resource, String> exact,
        boolean right,
        String style) {
      this.text = text;
      this.exact = exact;
      getStyleClass().add(style);
      if (right) setAlignment(Pos.CENTER_RIGHT);
    }

    @Override
    protected void updateItem(@Nullable Resource r, boolean empty) {
      super.updateItem(r, empty);
      if (empty || r == null) {
        setText(null);
        setTooltip(null);
        return;
      }
      var shown = text.apply(r);
      setText(shown.isEmpty() ? "–" : shown);
      tip.setText(exact.apply(r).isEmpty() ? shown : exact.apply(r));
      setTooltip(shown.isEmpty() ? null : tip);
    }
  }
}
