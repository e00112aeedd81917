package io.stampede.desktop.view;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.desktop.model.ListModel;
import io.stampede.desktop.model.Purpose;
import io.stampede.desktop.model.Row;
import io.stampede.desktop.part.Icons;
import io.stampede.desktop.part.Nodes;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.controlsfx.control.textfield.CustomTextField;

/// Above a list: text, state and host to filter by, which columns, and create.
final class FilterBar {
  private final ListModel model;
  private final CustomTextField text = new CustomTextField();
  private final HBox bar = new HBox(8);

  FilterBar(ListModel model, List<? extends TableColumn<Row, ?>> columns, Runnable create) {
    this.model = model;
    text();
    var kind = model.kind().name();
    bar.getChildren()
        .addAll(
            text,
            chip(
                "filter-state", say("column.state"), model.stateProperty(), model::states, s -> s));
    if (model.hasHosts()) {
      bar.getChildren()
          .add(
              chip(
                  "filter-host",
                  say("host"),
                  model.hostProperty(),
                  model::hosts,
                  id -> model.world().nameOf("host", id)));
    }
    var make =
        Nodes.button("create-" + kind, new Purpose.Create(model.kind()).verb(), "create", create);
    make.getStyleClass().add("accent");
    bar.getChildren().addAll(columns(columns), make);
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("filter-bar");
  }

  Node node() {
    return bar;
  }

  void focus() {
    text.requestFocus();
    text.selectAll();
  }

  private void text() {
    text.setId("filter");
    text.setPromptText(say("filter.prompt"));
    text.setAccessibleText(say("filter.of", model.kind().labels()));
    var icon = Icons.of("filter");
    text.setLeft(icon);
    text.textProperty().bindBidirectional(model.textProperty());
    text.addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.ESCAPE && !text.getText().isEmpty()) {
            text.clear();
            e.consume();
          }
        });
    HBox.setHgrow(text, Priority.ALWAYS);
  }

  private static MenuButton chip(
      String id,
      String label,
      StringProperty chosen,
      Supplier<Map<String, Integer>> choices,
      UnaryOperator<String> name) {
    var chip = new MenuButton(say("filter.chip", label, say("filter.any")));
    chip.setId(id);
    chip.getStyleClass().add("chip");
    chip.getItems().add(new MenuItem(say("filter.any")));
    chosen.addListener((_, _, now) -> {
      chip.setText(say("filter.chip", label, now.isEmpty() ? say("filter.any") : name.apply(now)));
      chip.getStyleClass().remove("chosen");
      if (!now.isEmpty()) chip.getStyleClass().add("chosen");
    });
    chip.setOnShowing(_ -> {
      chip.getItems().setAll(choice(say("filter.any"), chosen, ""));
      choices
          .get()
          .forEach((value, count) ->
              chip.getItems().add(choice(name.apply(value) + "  (" + count + ")", chosen, value)));
    });
    return chip;
  }

  private static MenuItem choice(String words, StringProperty chosen, String value) {
    var item = new MenuItem(words);
    item.setOnAction(_ -> chosen.set(value));
    return item;
  }

  private static MenuButton columns(List<? extends TableColumn<Row, ?>> columns) {
    var menu = new MenuButton(say("columns"), Icons.of("columns"));
    menu.setId("columns");
    menu.getStyleClass().add("chip");
    for (var column : columns) {
      if (column.getText().isEmpty() || "col-name".equals(column.getId())) continue;
      var box = new CheckBox(column.getText());
      box.selectedProperty().bindBidirectional(column.visibleProperty());
      menu.getItems().add(new CustomMenuItem(box, false));
    }
    return menu;
  }
}
