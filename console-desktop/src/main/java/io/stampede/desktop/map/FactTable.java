package io.stampede.desktop.map;

import io.stampede.desktop.part.Nodes;
import io.stampede.topology.Words;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/// A table of what is seen: sorted by any column; rows that come anew keep the order.
class FactTable<T> {
  private final TableView<T> table = new TableView<>();
  private final ObservableList<T> rows = FXCollections.observableArrayList();

  FactTable(String id, String label) {
    table.setId(id);
    table.setAccessibleText(label);
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
    table.setPlaceholder(Nodes.label(Words.say("table.none"), "muted"));
    var sorted = new SortedList<>(rows);
    sorted.comparatorProperty().bind(table.comparatorProperty());
    table.setItems(sorted);
  }

  public final TableView<T> node() {
    return table;
  }

  final TableColumn<T, T> text(String label, int width, Function<T, String> shown) {
    return column(label, width, Comparator.comparing(shown, String.CASE_INSENSITIVE_ORDER), shown);
  }

  final TableColumn<T, T> column(
      String label, int width, Comparator<T> by, Function<T, String> shown) {
    var column = new TableColumn<T, T>(Words.say(label));
    column.setCellValueFactory(cell -> new SimpleObjectProperty<>(cell.getValue()));
    column.setCellFactory(_ -> new Cell<>(shown, _ -> ""));
    column.setComparator(by);
    column.setPrefWidth(width);
    column.setMinWidth(60);
    table.getColumns().add(column);
    return column;
  }

  final void number(
      String label,
      int width,
      Comparator<T> by,
      Function<T, String> shown,
      Function<T, String> exact) {
    var column = column(label, width, by, shown);
    column.getStyleClass().add("numbers");
    column.setCellFactory(_ -> {
      var cell = new Cell<>(shown, exact);
      cell.setAlignment(Pos.CENTER_RIGHT);
      cell.getStyleClass().add("number-cell");
      return cell;
    });
  }

  final void show(List<T> next) {
    if (!List.copyOf(rows).equals(next)) rows.setAll(next);
    else table.refresh();
  }

  /// Whether some words contain all that was typed.
  static boolean matches(String typed, String words) {
    var low = words.toLowerCase(Locale.ROOT);
    return List.of(typed.toLowerCase(Locale.ROOT).strip().split("\\s+", -1)).stream()
        .allMatch(low::contains);
  }

  /// Text that can be read whole on hover.
  private static final class Cell<T> extends TableCell<T, T> {
    private final Function<T, String> shown;
    private final Function<T, String> exact;

    Cell(Function<T, String> shown, Function<T, String> exact) {
      this.shown = shown;
      this.exact = exact;
    }

    @Override
    protected void updateItem(@Nullable T row, boolean empty) {
      super.updateItem(row, empty);
      if (empty || row == null) {
        setText(null);
        setTooltip(null);
        return;
      }
      var text = shown.apply(row);
      var tip = exact.apply(row);
      setText(text);
      setTooltip(new Tooltip(tip.isEmpty() ? text : tip));
    }
  }
}
