package io.stampede.desktop.wizard;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.desktop.part.Nodes;
import io.stampede.wizard.Check;
import io.stampede.wizard.HostRow;
import io.stampede.wizard.Matrix;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.HPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Hosts × checks, both worst first. One stop for the keyboard: arrows move, Enter opens a host.
final class MatrixPane {
  private static final PseudoClass CURSOR = PseudoClass.getPseudoClass("cursor");
  private static final PseudoClass OPEN = PseudoClass.getPseudoClass("open");

  private final Consumer<String> open;
  private final GridPane grid = new GridPane();
  private final ScrollPane scroll = new ScrollPane(grid);
  private final Hyperlink rest = new Hyperlink();
  private final VBox root = new VBox(2, scroll, rest);
  private final Map<String, Cell> cells = new HashMap<>();
  private Matrix shown = new Matrix(List.of(), List.of());
  private Matrix all = shown;
  private String openHost = "";
  private boolean everything;
  private int row;
  private int column;

  /// A cell stays while its check does not change.
  private record Cell(Check check, StackPane node) {}

  /// @param open told the id of a host that was chosen
  MatrixPane(Consumer<String> open) {
    this.open = open;
    grid.setId("matrix");
    grid.getStyleClass().add("matrix");
    grid.setFocusTraversable(true);
    grid.setAccessibleRole(AccessibleRole.TABLE_VIEW);
    grid.setAccessibleText(say("checks.matrix"));
    grid.setAccessibleHelp(say("checks.matrix.help"));
    grid.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
    grid.focusedProperty().addListener(_ -> cursor());
    scroll.setFocusTraversable(false);
    scroll.getStyleClass().add("edge-to-edge");
    scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setMinHeight(Region.USE_PREF_SIZE);
    rest.setId("matrix-rest");
    rest.setOnAction(_ -> {
      everything = !everything;
      show(all, openHost);
    });
  }

  Node node() {
    return root;
  }

  /// @param openHost the one whose checks are shown below
  void show(Matrix whole, String openHost) {
    all = whole;
    this.openHost = openHost;
    var matrix = everything ? whole : troubled(whole);
    boolean same = shown.equals(matrix);
    shown = matrix;
    int hidden = whole.columns().size() - troubled(whole).columns().size();
    rest.setText(everything ? say("checks.fewer") : say("checks.rest", hidden));
    Parts.shown(rest, hidden > 0);
    row = Math.clamp(row, 0, Math.max(0, matrix.hosts().size() - 1));
    column = Math.clamp(column, 0, Math.max(0, matrix.columns().size() - 1));
    if (!same) fill();
    grid.getChildren().stream()
        .filter(n -> n.getUserData() instanceof String)
        .forEach(n -> n.pseudoClassStateChanged(OPEN, openHost.equals(n.getUserData())));
    cursor();
  }

  /// What is fine on every host only hides what is not.
  private static Matrix troubled(Matrix whole) {
    var columns = whole.columns().stream().filter(c -> !c.worst().isWell()).toList();
    return new Matrix(columns, whole.hosts());
  }

  private void fill() {
    grid.getChildren().clear();
    int x = 1;
    for (var check : shown.columns()) grid.add(header(check), x++, 0);
    int y = 1;
    for (var host : shown.hosts()) {
      grid.add(name(host), 0, y);
      x = 1;
      for (var check : shown.columns()) grid.add(cell(host, check), x++, y);
      y++;
    }
  }

  private static Node header(Matrix.Column check) {
    var label = Nodes.label(check.title(), "muted");
    label.setRotate(-60);
    label.setTooltip(new Tooltip(check.title()));
    var group = new Group(label);
    GridPane.setHalignment(group, HPos.LEFT);
    GridPane.setValignment(group, javafx.geometry.VPos.BOTTOM);
    var box = new StackPane(group);
    box.setAlignment(javafx.geometry.Pos.BOTTOM_LEFT);
    box.setPrefWidth(30);
    box.setMaxWidth(30);
    box.setMinWidth(30);
    return box;
  }

  private Node name(HostRow host) {
    var link = new Hyperlink(host.name());
    link.setUserData(host.id());
    link.setFocusTraversable(false);
    link.setOnAction(_ -> open.accept(host.id()));
    link.setTooltip(new Tooltip(host.where() + " · " + host.stand().word()));
    link.setMinWidth(Region.USE_PREF_SIZE);
    return link;
  }

  private Node cell(HostRow host, Matrix.Column column) {
    var check = host.check(column.name());
    if (check.isEmpty()) return new StackPane();
    return cells
        .compute(
            host.id() + " " + column.name(),
            (_, old) ->
                old != null && old.check().equals(check.get()) ? old : made(host, check.get()))
        .node();
  }

  private Cell made(HostRow host, Check check) {
    var node = new StackPane(Parts.mark(check));
    node.getStyleClass().add("matrix-cell");
    Tooltip.install(node, new Tooltip(words(host, check)));
    node.setOnMouseClicked(_ -> open.accept(host.id()));
    return new Cell(check, node);
  }

  private static String words(HostRow host, Check check) {
    var found = check.found().isEmpty() ? check.word() : check.word() + " – " + check.found();
    return say("checks.cell", host.name(), check.title(), found);
  }

  private void pressed(KeyEvent e) {
    switch (e.getCode()) {
      case UP -> row = Math.max(0, row - 1);
      case DOWN -> row = Math.min(shown.hosts().size() - 1, row + 1);
      case LEFT -> column = Math.max(0, column - 1);
      case RIGHT -> column = Math.min(shown.columns().size() - 1, column + 1);
      case ENTER, SPACE -> host().ifPresent(h -> open.accept(h.id()));
      default -> {
        return;
      }
    }
    e.consume();
    cursor();
  }

  private Optional<HostRow> host() {
    return row >= 0 && row < shown.hosts().size()
        ? Optional.of(shown.hosts().get(row))
        : Optional.empty();
  }

  private void cursor() {
    var at = host().filter(_ -> column >= 0 && column < shown.columns().size());
    var key = at.map(h -> h.id() + " " + shown.columns().get(column).name()).orElse("");
    cells.forEach(
        (k, c) -> c.node().pseudoClassStateChanged(CURSOR, grid.isFocused() && k.equals(key)));
    at.flatMap(h -> h.check(shown.columns().get(column).name()))
        .ifPresent(check -> grid.setAccessibleText(words(at.get(), check)));
  }
}
