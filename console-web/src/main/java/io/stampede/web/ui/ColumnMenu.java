package io.stampede.web.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.grid.Grid.Column;
import com.vaadin.flow.component.page.WebStorage;
import io.stampede.client.Resource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Which columns of a list are shown; the browser remembers it for each kind.
final class ColumnMenu {
  private final Button button = Ui.button("layout-three-columns", Words.say("list.columns"));
  private final ContextMenu menu = new ContextMenu(button);
  private List<Column<Resource>> columns = List.of();
  private String key = "";

  ColumnMenu() {
    menu.setOpenOnClick(true);
    Ui.test(button, "columns");
  }

  Button button() {
    return button;
  }

  /// Takes the columns of another list, and shows those that were chosen the last time.
  void showFor(String kind, ResourceGrid grid) {
    key = "stampede.columns." + kind;
    columns = grid.optional();
    fill();
    var now = columns;
    WebStorage.getItem(
        key,
        chosen -> {
          if (chosen == null || now != columns) return;
          var shown = Set.of(chosen.split(" ", -1));
          columns.forEach(c -> c.setVisible(shown.contains(c.getKey())));
          fill();
        });
  }

  private void fill() {
    menu.removeAll();
    for (var column : columns) {
      var item = menu.addItem(column.getHeaderText());
      item.setCheckable(true);
      item.setKeepOpen(true);
      item.setChecked(column.isVisible());
      item.addClickListener(_ -> {
        column.setVisible(item.isChecked());
        keep();
      });
      Ui.test(item, "column-" + column.getKey());
    }
  }

  private void keep() {
    var shown = columns.stream().filter(c -> c.isVisible()).map(Column::getKey);
    WebStorage.setItem(key, shown.distinct().collect(Collectors.joining(" ")));
  }
}
