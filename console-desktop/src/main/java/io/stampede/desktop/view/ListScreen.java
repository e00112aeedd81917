package io.stampede.desktop.view;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.client.Door;
import io.stampede.client.Resource;
import io.stampede.desktop.figures.Sparks;
import io.stampede.desktop.model.ListModel;
import io.stampede.desktop.model.Purpose;
import io.stampede.desktop.model.Row;
import io.stampede.desktop.model.Words;
import io.stampede.desktop.part.Icons;
import io.stampede.desktop.part.Nodes;
import io.stampede.desktop.part.Screen;
import io.stampede.engine.Phase;
import io.stampede.figures.Figures;
import io.stampede.figures.Resolution;
import io.stampede.schema.KindSchema;
import io.stampede.wizard.Wizard;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.collections.transformation.SortedList;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The live list of a kind.
final class ListScreen implements Screen {
  private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");
  private static final int ROW_HEIGHT = 44;
  private static final int AFTER_STATE = 2;

  private final Desk desk;
  private final ListModel model;
  private final KindSchema kind;
  private final ActionMenu menu;
  private final FilterBar filters;
  private final TableView<Row> table = new TableView<>();
  private final BorderPane root = new BorderPane();
  private final ListFoot foot;
  private final Optional<Sparks> sparks;

  ListScreen(Desk desk, KindSchema kind) {
    this.desk = desk;
    this.kind = kind;
    this.model = new ListModel(desk.world(), kind);
    this.menu = new ActionMenu(desk, kind);
    this.foot = new ListFoot(menu);
    this.sparks =
        Door.FIGURES.isOf(kind.name()) ? Optional.of(new Sparks(this::figures)) : Optional.empty();
    table();
    this.filters = new FilterBar(model, table.getColumns(), this::create);
    root.getStyleClass().add("screen");
    root.setId("list-" + kind.name());
    root.setTop(kind.name().equals("host") ? withArrivals() : filters.node());
    root.setCenter(table);
    root.setBottom(foot.node());
    root.addEventFilter(KeyEvent.KEY_TYPED, this::typed);
    model.all().loadedProperty().addListener(_ -> placeholder());
    model.rows().addListener((ListChangeListener<Row>) _ -> counted());
    model.textProperty().addListener(_ -> placeholder());
    model.stateProperty().addListener(_ -> placeholder());
    model.hostProperty().addListener(_ -> placeholder());
    kind.fields().stream()
        .flatMap(f -> f.reference().stream())
        .distinct()
        .forEach(this::refreshWithNamesOf);
    placeholder();
    counted();
  }

  /// Above the hosts stands how many are on their way in.
  private Node withArrivals() {
    var words = Nodes.label("", "strong");
    var go = new Button(say("wizard.onTheirWay.open"));
    go.setId("arrivals-open");
    go.getStyleClass().add("small");
    go.setOnAction(_ -> desk.go(new Place.AddHosts()));
    var line = new HBox(10, Icons.of("busy"), words, Nodes.space(), go);
    line.setId("arrivals");
    line.setAlignment(Pos.CENTER_LEFT);
    line.getStyleClass().addAll("card", "arrivals");
    var box = new VBox(filters.node(), line);
    VBox.setMargin(line, new Insets(0, 14, 12, 14));
    var rows = desk.world().rows(Wizard.KIND).all();
    Runnable count =
        () -> {
          long open = rows.stream().filter(r -> r.get().status().phase() != Phase.ADDED).count();
          words.setText(say("wizard.onTheirWay", open));
          line.setVisible(open > 0);
          line.setManaged(open > 0);
        };
    rows.addListener((ListChangeListener<Row>) _ -> count.run());
    count.run();
    return box;
  }

  private void refreshWithNamesOf(String referred) {
    var refresh = desk.world().background().coalesced(table::refresh);
    desk.world()
        .rows(referred)
        .all()
        .addListener(
            (ListChangeListener<Row>)
                change -> {
                  while (change.next()) {
                    if (change.wasAdded() || change.wasRemoved()) refresh.run();
                  }
                });
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public String title() {
    return kind.labels();
  }

  @Override
  public void shown() {
    table.requestFocus();
    sparks.ifPresent(s -> s.seen(true));
  }

  @Override
  public void hidden() {
    sparks.ifPresent(s -> s.seen(false));
  }

  /// Where they cannot be read there is nothing to draw; the host's state says why.
  private void figures(Resource host, Instant from, Consumer<List<Figures>> then) {
    var client = desk.world().client();
    desk.world()
        .background()
        .ask(
            () -> client.figures(host.kind(), host.id(), from, Resolution.TEN_SECONDS),
            then,
            _ -> then.accept(List.of()));
  }

  private void table() {
    table.setId("table-" + kind.name());
    table.setAccessibleText(kind.labels());
    table.setFixedCellSize(ROW_HEIGHT);
    table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    table.getColumns().setAll(new Columns(desk.world()).of(kind));
    sparks.ifPresent(s -> table.getColumns().add(AFTER_STATE, s.column()));
    keepColumns();
    table.getColumns().add(new QuickActions(menu).column());
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
    var sorted = new SortedList<>(model.rows());
    sorted.comparatorProperty().bind(table.comparatorProperty());
    table.setItems(sorted);
    table.getSortOrder().add(table.getColumns().getFirst());
    table.setRowFactory(_ -> row());
    table.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
    table
        .getSelectionModel()
        .getSelectedItems()
        .addListener((ListChangeListener<Row>) _ -> selected());
  }

  /// Shows the columns that were chosen the last time, and remembers those that are chosen now.
  private void keepColumns() {
    var key = "columns." + kind.name();
    var columns = List.copyOf(table.getColumns());
    desk.preferences()
        .get(key)
        .map(ids -> List.of(ids.split(",", -1)))
        .ifPresent(ids -> columns.forEach(c -> c.setVisible(ids.contains(c.getId()))));
    for (var column : columns) {
      column
          .visibleProperty()
          .addListener(_ -> {
            var shown = columns.stream().filter(TableColumn::isVisible);
            var ids = String.join(",", shown.map(TableColumn::getId).toList());
            desk.preferences().set(key, ids, desk.world().background());
          });
    }
  }

  private TableRow<Row> row() {
    var row =
        new TableRow<Row>() {
          @Override
          protected void updateItem(@Nullable Row item, boolean empty) {
            super.updateItem(item, empty);
            boolean stale = item != null && item.get().status().phase() == Phase.UNREACHABLE;
            pseudoClassStateChanged(STALE, stale);
          }
        };
    row.setOnMouseClicked(e -> {
      boolean open = e.getButton() == MouseButton.PRIMARY && e.getClickCount() == 2;
      if (open && !row.isEmpty()) open(row.getItem());
    });
    row.setOnContextMenuRequested(e -> {
      if (row.isEmpty()) return;
      contextMenu().show(row, e.getScreenX(), e.getScreenY());
      e.consume();
    });
    return row;
  }

  private ContextMenu contextMenu() {
    var context = new ContextMenu();
    context.getItems().setAll(menu.items(selection()));
    return context;
  }

  private List<Resource> selection() {
    return table.getSelectionModel().getSelectedItems().stream().map(Row::get).toList();
  }

  private void open(Row row) {
    desk.go(new Place.Thing(row.kind(), row.id()));
  }

  private void create() {
    desk.form(new Purpose.Create(kind));
  }

  private void pressed(KeyEvent e) {
    var first = table.getSelectionModel().getSelectedItem();
    if (first == null) return;
    if (e.getCode() == KeyCode.ENTER) {
      open(first);
      e.consume();
    } else if (e.getCode() == KeyCode.DELETE) {
      desk.remove(selection());
      e.consume();
    }
  }

  private void typed(KeyEvent e) {
    if (e.getTarget() instanceof javafx.scene.control.TextInputControl) return;
    if (e.isControlDown() || e.isAltDown() || e.isMetaDown()) return;
    switch (e.getCharacter()) {
      case "/" -> filters.focus();
      case "c" -> create();
      case "j" -> table.getSelectionModel().clearAndSelect(next(1));
      case "k" -> table.getSelectionModel().clearAndSelect(next(-1));
      case "." -> {
        var bounds = table.localToScreen(table.getBoundsInLocal());
        if (!selection().isEmpty()) {
          contextMenu().show(table, bounds.getMinX() + 40, bounds.getMinY() + ROW_HEIGHT);
        }
      }
      default -> {
        return;
      }
    }
    e.consume();
  }

  private int next(int by) {
    int last = table.getItems().size() - 1;
    int index = Math.clamp(table.getSelectionModel().getSelectedIndex() + by, 0, Math.max(0, last));
    table.scrollTo(Math.max(0, index - 5));
    return index;
  }

  private void selected() {
    foot.show(selection());
  }

  private void counted() {
    int all = model.all().all().size();
    int shown = model.rows().size();
    var words = Words.count(all, kind.label(), kind.labels());
    foot.count(shown == all ? words : say("list.some", shown, words));
    selected();
  }

  private void placeholder() {
    if (!model.all().loadedProperty().get()) {
      table.setPlaceholder(Nodes.label(say("list.loading"), "muted"));
    } else if (model.filtered()) {
      var clear = new Button(say("list.clear"));
      clear.setOnAction(_ -> model.clear());
      table.setPlaceholder(
          Empty.of("filter", say("list.noMatch"), say("list.noMatch.help", kind.label()), clear));
    } else {
      var purpose = new Purpose.Create(kind);
      var create = Nodes.button("empty-create", purpose.title(), "create", this::create);
      create.getStyleClass().add("accent");
      table.setPlaceholder(
          Empty.of(
              kind.name(),
              say("list.none", kind.labels().toLowerCase(Locale.ROOT)),
              kind.help(),
              create));
    }
  }
}
