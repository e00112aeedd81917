package io.stampede.desktop.view;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.client.TaskEntry;
import io.stampede.desktop.model.Attention;
import io.stampede.desktop.model.Purpose;
import io.stampede.desktop.model.Row;
import io.stampede.desktop.model.Tone;
import io.stampede.desktop.model.Words;
import io.stampede.desktop.part.Icons;
import io.stampede.desktop.part.Nodes;
import io.stampede.desktop.part.Screen;
import io.stampede.schema.KindSchema;
import java.util.EnumMap;
import java.util.TreeMap;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What needs attention first, then what there is, then what was done last.
final class OverviewScreen implements Screen {
  private static final int RECENT = 6;

  private final Desk desk;
  private final VBox attention = new VBox(8);
  private final Tiles kinds = new Tiles(220, 12);
  private final CapacityPane capacity = new CapacityPane();
  private final VBox root = new VBox();

  OverviewScreen(Desk desk) {
    this.desk = desk;
    var recent = TaskList.of(desk, desk.world().tasks());
    recent.getStyleClass().add("card-list");
    fit(recent);
    desk.world().tasks().addListener((ListChangeListener<TaskEntry>) _ -> fit(recent));
    var page =
        new VBox(
            12,
            Nodes.label(say("overview.attention"), "title-4"),
            attention,
            Nodes.label(say("overview.kinds"), "title-4"),
            kinds.node(),
            Nodes.label(say("overview.capacity"), "title-4"),
            capacity.node(),
            Nodes.label(say("overview.recent"), "title-4"),
            recent);
    page.getStyleClass().add("page");
    page.setMinHeight(Region.USE_PREF_SIZE);
    root.setId("overview");
    root.getStyleClass().add("screen");
    var scroll = Nodes.scroll(page);
    scroll.setFitToHeight(true);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    root.getChildren().add(scroll);
    var renew = desk.world().background().coalesced(this::renew);
    for (var kind : desk.world().listed()) {
      var rows = desk.world().rows(kind.name());
      rows.all().addListener((ListChangeListener<Row>) _ -> renew.run());
      rows.loadedProperty().addListener(_ -> renew.run());
    }
    renew();
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public String title() {
    return say("overview");
  }

  private void renew() {
    var all = Attention.in(desk.world());
    attention.getChildren().setAll(all.stream().map(this::row).toList());
    var hosts = desk.world().rows("host");
    if (hosts.loadedProperty().get() && hosts.all().isEmpty()) {
      attention.getChildren().setAll(firstStep());
    } else if (all.isEmpty()) {
      var calm = new HBox(8, Icons.of("good"), Nodes.label(say("overview.calm")));
      calm.setAlignment(Pos.CENTER_LEFT);
      calm.getStyleClass().addAll("card", "calm");
      attention.getChildren().add(calm);
    }
    capacity.renew(desk.world());
    kinds.show(desk.world().listed().stream().map(this::card).toList());
  }

  /// As high as what was done last needs.
  private void fit(ListView<TaskEntry> recent) {
    int tasks = Math.min(RECENT, desk.world().tasks().size());
    double height = tasks == 0 ? 60 : tasks * 62 + 12;
    recent.setMinHeight(height);
    recent.setPrefHeight(height);
    recent.setMaxHeight(height);
    if (tasks == 0) recent.setPlaceholder(Nodes.label(say("overview.quiet"), "muted"));
  }

  private Node firstStep() {
    var host = new Purpose.Create(desk.world().kind("host"));
    var words =
        new VBox(
            2,
            Nodes.label(say("overview.first"), "strong"),
            Nodes.paragraph(host.kind().help(), "muted"));
    HBox.setHgrow(words, Priority.ALWAYS);
    var add = Nodes.button("first-host", host.title(), "create", () -> desk.form(host));
    add.setMinWidth(Region.USE_PREF_SIZE);
    add.getStyleClass().add("accent");
    var step = new HBox(12, Icons.of("host"), words, add);
    step.setAlignment(Pos.CENTER_LEFT);
    step.getStyleClass().add("card");
    return step;
  }

  private Node row(Attention a) {
    var name = Nodes.label(a.row().name(), "strong");
    name.setMinWidth(Region.USE_PREF_SIZE);
    var words = new VBox(2, new HBox(8, name, Nodes.label(a.message())));
    if (!a.fix().isEmpty()) words.getChildren().add(Nodes.paragraph(a.fix(), "muted"));
    HBox.setHgrow(words, Priority.ALWAYS);
    var open = new Button(say("go.open"));
    open.setMinWidth(Region.USE_PREF_SIZE);
    open.getStyleClass().add("small");
    open.setOnAction(_ -> desk.go(new Place.Thing(a.row().kind(), a.row().id())));
    var row = new HBox(10, Nodes.dot(a.tone()), words, open);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().addAll("card", a.tone().style() + "-edge");
    return row;
  }

  private Region card(KindSchema kind) {
    var rows = desk.world().rows(kind.name());
    var tones = new EnumMap<Tone, Integer>(Tone.class);
    var words = new TreeMap<String, Integer>();
    for (var row : rows.all()) {
      tones.merge(Tone.of(row.get().status()), 1, Integer::sum);
      words.merge(row.get().status().phase().word(), 1, Integer::sum);
    }
    var head = new HBox(8, Icons.of(kind.name()), Nodes.label(kind.labels()));
    head.setAlignment(Pos.CENTER_LEFT);
    var number = Nodes.label(String.valueOf(rows.all().size()), "big-number");
    var bar = new HBox(2);
    bar.getStyleClass().add("tone-bar");
    int gaps = tones.size() - 1;
    tones.forEach((tone, n) -> {
      var part = new Region();
      part.getStyleClass().addAll("part", tone.style());
      double share = (double) n / rows.all().size();
      part.prefWidthProperty().bind(bar.widthProperty().subtract(2 * gaps).multiply(share));
      bar.getChildren().add(part);
    });
    var states = words.entrySet().stream().map(e -> e.getValue() + " " + e.getKey()).toList();
    var line =
        Nodes.paragraph(
            states.isEmpty() ? say("overview.none") : String.join(" · ", states), "muted");
    var card = new VBox(8, head, number, bar, line);
    card.getStyleClass().addAll("card", "kind-card");
    card.setId("card-" + kind.name());
    card.setAccessibleText(Words.count(rows.all().size(), kind.label(), kind.labels()));
    card.setOnMouseClicked(_ -> desk.go(new Place.Kind(kind.name())));
    return card;
  }
}
