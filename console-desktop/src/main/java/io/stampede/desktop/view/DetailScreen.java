package io.stampede.desktop.view;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.client.Door;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.client.TaskEntry;
import io.stampede.desktop.figures.FiguresPane;
import io.stampede.desktop.model.Row;
import io.stampede.desktop.model.Words;
import io.stampede.desktop.part.Icons;
import io.stampede.desktop.part.Nodes;
import io.stampede.desktop.part.Screen;
import io.stampede.figures.Figures;
import io.stampede.figures.Resolution;
import io.stampede.schema.FieldSchema;
import io.stampede.schema.KindSchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;

/// One resource: its name and state, the most likely action, and all that is known of it.
final class DetailScreen implements Screen {
  private final Desk desk;
  private final KindSchema kind;
  private final Row row;
  private final ActionMenu menu;
  private final BorderPane root = new BorderPane();
  private final HBox header = new HBox(10);
  private final TabPane tabs = new TabPane();
  private final FactsPane facts;
  private final RawPane raw = new RawPane();
  private final ObservableList<TaskEntry> tasks = FXCollections.observableArrayList();
  private final Optional<LogPane> log;
  private final Optional<FiguresPane> figures;
  private final Optional<XmlPane> xml;
  private final Optional<NetworkPanes> network;
  private final Runnable renewTasks;
  private final ListChangeListener<TaskEntry> onTasks = _ -> tasksChanged();

  DetailScreen(Desk desk, Row row, String tab) {
    this.desk = desk;
    this.row = row;
    this.kind = desk.world().kind(row.kind());
    this.menu = new ActionMenu(desk, kind);
    this.facts = new FactsPane(desk, kind);
    this.log =
        ActionMenu.hasLog(row.get())
            ? Optional.of(new LogPane(desk.world(), row))
            : Optional.empty();
    this.figures =
        Door.FIGURES.isOf(kind.name())
            ? Optional.of(new FiguresPane(this::figures))
            : Optional.empty();
    this.xml =
        Door.XML.isOf(kind.name()) ? Optional.of(new XmlPane(desk.world(), row)) : Optional.empty();
    this.network =
        NetworkPanes.has(row.get()) ? Optional.of(new NetworkPanes(desk)) : Optional.empty();
    this.renewTasks = desk.world().background().coalesced(this::readTasks);
    root.setId("detail");
    root.getStyleClass().addAll("screen", "detail");
    header.setAlignment(Pos.CENTER_LEFT);
    header.getStyleClass().add("detail-header");
    tabs();
    root.setTop(header);
    root.setCenter(tabs);
    row.resourceProperty().addListener((_, _, r) -> show(r));
    show(row.get());
    open(tab);
  }

  private void open(String tab) {
    tabs.getTabs().stream()
        .filter(t -> t.getId().equals("tab-" + tab))
        .findFirst()
        .ifPresent(tabs.getSelectionModel()::select);
  }

  private void tabs() {
    tabs.setId("detail-tabs");
    tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
    tabs.getTabs().add(tab("overview", say("detail.overview"), Nodes.scroll(facts.node())));
    network.ifPresent(panes ->
        tabs.getTabs()
            .addAll(
                tab("pairs", io.stampede.topology.Words.say("map.pairs"), panes.pairs()),
                tab(
                    "addresses",
                    io.stampede.topology.Words.say("map.addresses"),
                    panes.addresses())));
    log.ifPresent(pane -> tabs.getTabs().add(tab("logs", say("detail.logs"), pane.node())));
    figures.ifPresent(
        pane -> tabs.getTabs().add(tab("figures", say("figures.tab"), Nodes.scroll(pane.node()))));
    tabs.getTabs().add(tab("tasks", say("tasks"), TaskList.of(desk, tasks)));
    xml.ifPresent(pane -> tabs.getTabs().add(tab("xml", say("detail.xml"), pane.node())));
    tabs.getTabs().add(tab("raw", say("detail.raw"), raw.node()));
    tabs.getSelectionModel()
        .selectedItemProperty()
        .addListener((_, _, now) -> {
          log.ifPresent(pane -> pane.seen(now.getId().equals("tab-logs")));
          figures.ifPresent(pane -> pane.seen(now.getId().equals("tab-figures")));
          xml.ifPresent(pane -> pane.seen(now.getId().equals("tab-xml")));
        });
  }

  private void figures(
      Instant from, Resolution fine, Consumer<List<Figures>> then, Consumer<Refused> otherwise) {
    var world = desk.world();
    world
        .background()
        .ask(() -> world.client().figures(row.kind(), row.id(), from, fine), then, otherwise);
  }

  private static Tab tab(String id, String words, Node content) {
    var tab = new Tab(words, content);
    tab.setId("tab-" + id);
    return tab;
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public String title() {
    return kind.labels() + "  /  " + row.name();
  }

  @Override
  public void shown() {
    desk.world().tasks().addListener(onTasks);
    network.ifPresent(panes -> panes.seen(true));
    tasksChanged();
  }

  @Override
  public void hidden() {
    desk.world().tasks().removeListener(onTasks);
    network.ifPresent(panes -> panes.seen(false));
    log.ifPresent(pane -> pane.seen(false));
    figures.ifPresent(pane -> pane.seen(false));
    xml.ifPresent(pane -> pane.seen(false));
  }

  /// Back to the list it is from.
  void back() {
    desk.go(new Place.Kind(kind.name()));
  }

  private void show(Resource r) {
    var back = new Hyperlink(kind.labels(), Icons.of("back"));
    back.setId("detail-back");
    back.setOnAction(_ -> back());
    var name = Nodes.label(r.name(), "title-3");
    name.setId("detail-name");
    var state = StateCell.of(r);
    state.setId("detail-state");
    header.getChildren().setAll(back, Icons.of(kind.name()), name, state);
    host(r).ifPresent(header.getChildren()::add);
    header.getChildren().add(Nodes.space());
    menu.likely(r).ifPresent(deed -> header.getChildren().add(main(deed)));
    var more = new MenuButton(say("more"));
    more.setId("detail-more");
    menu.items(List.of(r)).stream().skip(1).forEach(more.getItems()::add);
    header.getChildren().add(more);
    facts.show(r);
    network.ifPresent(panes -> panes.show(r));
    raw.show(r);
    xml.ifPresent(XmlPane::read);
    tasksChanged();
  }

  /// It leads nowhere where one is already.
  private Node main(ActionMenu.Deed deed) {
    var button = Nodes.button("detail-" + deed.id(), deed.label(), deed.icon(), deed.run());
    button.getStyleClass().add("accent");
    var here = tabs.getSelectionModel().selectedItemProperty();
    button.visibleProperty().bind(here.map(tab -> !tab.getId().equals("tab-" + deed.id())));
    return button;
  }

  private Optional<Node> host(Resource r) {
    for (var field : kind.fields()) {
      boolean isHost = field.reference().equals(Optional.of("host"));
      if (isHost && !r.text(field.name()).isEmpty()) return Optional.of(hostLink(r, field));
    }
    return Optional.empty();
  }

  private Node hostLink(Resource r, FieldSchema field) {
    var link = new Hyperlink(say("detail.on", Words.value(desk.world(), field, r)));
    link.setOnAction(_ -> desk.go(new Place.Thing("host", r.text(field.name()))));
    return link;
  }

  private void tasksChanged() {
    renewTasks.run();
  }

  private void readTasks() {
    desk.world()
        .background()
        .ask(
            () -> desk.world().client().tasks(row.kind(), row.id(), 100),
            entries -> {
              if (!new ArrayList<>(tasks).equals(entries)) tasks.setAll(entries);
            },
            _ -> tasks.clear());
  }
}
