package io.stampede.desktop.view;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.client.Resource;
import io.stampede.desktop.model.Row;
import io.stampede.desktop.part.Nodes;
import java.util.List;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/// The last column: the most likely action and a menu of all, seen while the pointer is on the row.
final class QuickActions {
  private static final int WIDTH = 84;

  private final ActionMenu menu;

  QuickActions(ActionMenu menu) {
    this.menu = menu;
  }

  TableColumn<Row, Resource> column() {
    var column = new TableColumn<Row, Resource>("");
    column.setId("col-actions");
    column.setSortable(false);
    column.setReorderable(false);
    column.setMinWidth(WIDTH);
    column.setMaxWidth(WIDTH);
    column.setCellValueFactory(cell -> cell.getValue().resourceProperty());
    column.setCellFactory(_ -> new Cell());
    return column;
  }

  private final class Cell extends TableCell<Row, Resource> {
    Cell() {
      getStyleClass().add("quick-cell");
      setAlignment(Pos.CENTER_RIGHT);
    }

    @Override
    protected void updateItem(@Nullable Resource r, boolean empty) {
      super.updateItem(r, empty);
      setGraphic(empty || r == null ? null : buttons(r));
    }

    private HBox buttons(Resource r) {
      var box = new HBox(2);
      box.setAlignment(Pos.CENTER_RIGHT);
      box.getStyleClass().add("quick");
      menu.likely(r)
          .map(
              deed -> Nodes.iconButton("quick-" + deed.id(), deed.label(), deed.icon(), deed.run()))
          .ifPresent(box.getChildren()::add);
      var all = Nodes.iconButton("quick-menu", say("list.actions", r.name()), "more", () -> {});
      all.setOnAction(_ -> {
        var context = new ContextMenu();
        context.getItems().setAll(menu.items(List.of(r)));
        context.show(all, Side.BOTTOM, 0, 2);
      });
      box.getChildren().add(all);
      box.getChildren().forEach(button -> button.setFocusTraversable(false));
      return box;
    }
  }
}
