package io.stampede.desktop.view;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.desktop.model.Doer;
import io.stampede.desktop.model.Palette;
import io.stampede.desktop.model.Purpose;
import io.stampede.desktop.model.Row;
import io.stampede.desktop.part.Icons;
import io.stampede.desktop.part.Nodes;
import io.stampede.schema.KindSchema;
import io.stampede.topology.Words;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Search over everything one can go to or do.
final class PalettePane {
  private static final int ROW = 40;

  private final Desk desk;
  private final Runnable close;
  private final List<Palette.Entry> entries;
  private final TextField text = new TextField();
  private final ListView<Palette.Entry> found = new ListView<>();
  private final VBox root = new VBox(8, text, found);

  PalettePane(Desk desk, Runnable close) {
    this.desk = desk;
    this.close = close;
    this.entries = entries();
    root.setId("palette");
    root.getStyleClass().addAll("dialog", "palette");
    text.setId("palette-text");
    text.setPromptText(say("search"));
    found.setId("palette-found");
    found.setFixedCellSize(ROW);
    found.setPrefHeight(ROW * 9);
    found.getStyleClass().add("edge-to-edge");
    found.setCellFactory(_ -> new Cell());
    found.setPlaceholder(Nodes.label(say("search.none"), "muted"));
    found.setFocusTraversable(false);
    found.setOnMouseClicked(_ -> run());
    text.textProperty().addListener((_, _, now) -> find(now));
    text.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    find("");
  }

  Node node() {
    return root;
  }

  void focus() {
    text.requestFocus();
  }

  private void find(String typed) {
    found.getItems().setAll(Palette.match(entries, typed));
    found.getSelectionModel().selectFirst();
  }

  private void pressed(KeyEvent e) {
    int at = found.getSelectionModel().getSelectedIndex();
    if (e.getCode() == KeyCode.DOWN) found.getSelectionModel().select(at + 1);
    else if (e.getCode() == KeyCode.UP) found.getSelectionModel().select(Math.max(0, at - 1));
    else if (e.getCode() == KeyCode.ENTER) run();
    else if (e.getCode() == KeyCode.ESCAPE) close.run();
    else return;
    found.scrollTo(Math.max(0, found.getSelectionModel().getSelectedIndex() - 4));
    e.consume();
  }

  private void run() {
    var entry = found.getSelectionModel().getSelectedItem();
    if (entry == null) return;
    close.run();
    entry.run().run();
  }

  private List<Palette.Entry> entries() {
    var all = new ArrayList<Palette.Entry>();
    all.add(go(say("overview"), "overview", new Place.Overview()));
    for (var kind : desk.world().listed()) {
      all.add(go(kind.labels(), kind.name(), new Place.Kind(kind.name())));
      var create = new Purpose.Create(kind);
      all.add(
          new Palette.Entry(
              create.title(), say("search.command"), "create", () -> desk.form(create)));
    }
    if (desk.world().listed().stream().anyMatch(k -> k.group().equals(KindSchema.NETWORKS))) {
      all.add(go(Words.say("map.title"), "map", new Place.NetworkMap()));
    }
    all.add(go(say("tasks"), "tasks", new Place.Tasks()));
    all.add(go(say("settings"), "settings", new Place.Settings()));
    for (var kind : desk.world().listed()) {
      desk.world().rows(kind.name()).all().forEach(row -> add(all, row));
    }
    return all;
  }

  private Palette.Entry go(String label, String icon, Place place) {
    return new Palette.Entry(label, say("search.go"), icon, () -> desk.go(place));
  }

  private void add(List<Palette.Entry> all, Row row) {
    var r = row.get();
    var kind = desk.world().kind(r.kind());
    var hint = kind.label() + " · " + r.status().phase().word();
    all.add(
        new Palette.Entry(
            r.name(), hint, r.kind(), () -> desk.go(new Place.Thing(r.kind(), r.id()))));
    for (var action : Doer.offered(kind, List.of(r))) {
      all.add(
          new Palette.Entry(
              action.label() + " " + r.name(),
              hint,
              action.name(),
              () -> desk.act(List.of(row.get()), action)));
    }
    if (ActionMenu.hasTerminal(r)) {
      var words = say("terminal.title", r.name());
      all.add(new Palette.Entry(words, hint, "terminal", () -> desk.terminal(r)));
    }
    if (ActionMenu.hasScreen(r)) {
      all.add(new Palette.Entry(say("screen.of", r.name()), hint, "screen", () -> desk.screen(r)));
    }
  }

  private static final class Cell extends ListCell<Palette.Entry> {
    @Override
    protected void updateItem(Palette.@Nullable Entry entry, boolean empty) {
      super.updateItem(entry, empty);
      if (empty || entry == null) {
        setGraphic(null);
        return;
      }
      var line =
          new HBox(
              10,
              Icons.of(entry.icon()),
              Nodes.label(entry.label()),
              Nodes.space(),
              Nodes.label(entry.hint(), "muted"));
      line.setAlignment(Pos.CENTER_LEFT);
      setGraphic(line);
    }
  }
}
