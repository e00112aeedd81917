package io.stampede.web.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.stampede.client.Change;
import io.stampede.client.StampedeClient;
import io.stampede.topology.Atlas;
import io.stampede.topology.Detail;
import io.stampede.topology.Details;
import io.stampede.topology.Lane;
import io.stampede.topology.Topology;
import io.stampede.topology.Words;
import io.stampede.web.model.References;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The networks as a picture, and the same as tables: pairs of hosts, addresses in use. What is
/// shown, and of which network, is in the address.
@Route(value = NetworkMapView.PATH, layout = Frame.class)
@StyleSheet("assets/map.css")
final class NetworkMapView extends Div
    implements BeforeEnterObserver, HasDynamicTitle, MapPane.Wanted {
  static final String PATH = "network-map";
  private static final String PICTURE = "picture";
  private static final List<String> PARTS = List.of(PICTURE, "pairs", "addresses");

  /// Round trips and bytes are no changes that are told: they are read again so often.
  private static final int SECONDS = 10;

  /// What a person asked to see.
  private record Asked(String part, String network, String state, String text) {
    static Asked of(Map<String, List<String>> parameters) {
      var part = first(parameters, "view");
      return new Asked(
          PARTS.contains(part) ? part : PICTURE,
          first(parameters, "network"),
          first(parameters, "state"),
          first(parameters, "q"));
    }

    private static String first(Map<String, List<String>> parameters, String name) {
      return parameters.getOrDefault(name, List.of()).stream().findFirst().orElse("");
    }

    QueryParameters parameters() {
      var all = new LinkedHashMap<String, String>();
      if (!part.equals(PICTURE)) all.put("view", part);
      if (!network.isEmpty()) all.put("network", network);
      if (!state.isEmpty()) all.put("state", state);
      if (!text.isEmpty()) all.put("q", text);
      return QueryParameters.simple(all);
    }
  }

  private final StampedeClient client;
  private final References references;
  private final Nav parts = new Nav();
  private final Chip network = Ui.test(new Chip(Words.say("way.network")), "chip-network");
  private final Chip state = Ui.test(new Chip(Words.say("way.state")), "chip-state");
  private final TextField filter = new TextField();
  private final Div body = Ui.div("st-m-body");
  private final MapPane map = new MapPane(this);
  private final Div scroll = Ui.div("st-m-scroll", map);
  private final WayGrid ways = new WayGrid();
  private final AddressGrid addresses;
  private final DetailCard card;
  private Asked asked = Asked.of(Map.of());
  private Topology all = Topology.NOTHING;
  private String chosen = "";
  private boolean loaded;
  private boolean loading;
  private boolean again;

  NetworkMapView(StampedeClient client) {
    this.client = client;
    this.references = new References(client);
    this.addresses = new AddressGrid(references);
    this.card = new DetailCard(references, this::choose, this::point);
    addClassNames("st-view", "st-keys");
    tools();
    scroll.getElement().setAttribute("tabindex", "0").setAttribute("role", "region");
    scroll.getElement().setAttribute("aria-label", Words.say("map.help"));
    add(body);
    Live.watch(this, client, this::changed);
    Live.every(this, SECONDS, this::reload);
  }

  private void tools() {
    parts.addClassName("st-tabs");
    parts.getElement().setAttribute("aria-label", "Parts");
    filter.setPlaceholder(io.stampede.web.ui.Words.say("map.filter"));
    filter.setAriaLabel(io.stampede.web.ui.Words.say("map.filter"));
    filter.setPrefixComponent(new Icon("search"));
    filter.setClearButtonVisible(true);
    filter.setValueChangeMode(ValueChangeMode.LAZY);
    filter.addClassName("st-filter");
    filter.addValueChangeListener(e -> {
      if (e.isFromClient()) go(new Asked(asked.part, asked.network, asked.state, e.getValue()));
    });
    add(Ui.div("st-m-tools", parts, network, state, Ui.test(filter, "filter")));
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    asked = Asked.of(event.getLocation().getQueryParameters().getParameters());
    filter.setValue(asked.text);
    filter.setVisible(!asked.part.equals(PICTURE));
    state.setVisible(asked.part.equals("pairs"));
    state.offer(
        WayGrid.states(),
        word -> word,
        asked.state,
        word -> go(new Asked(asked.part, asked.network, word, asked.text)));
    parts.removeAll();
    for (var part : PARTS) parts.add(Ui.test(tab(part), "part-" + part));
    if (loaded) show();
    reload();
  }

  private Component tab(String part) {
    var there = new Asked(part, asked.network, "", "").parameters();
    var query = there.getQueryString();
    var link = Ui.link(query.isEmpty() ? PATH : PATH + "?" + query, Words.say("map." + part));
    if (part.equals(asked.part)) link.getElement().setAttribute("aria-current", "page");
    return link;
  }

  private void go(Asked next) {
    getUI().ifPresent(ui -> ui.navigate(PATH, next.parameters()));
  }

  private void changed(List<Change> changes) {
    changes.forEach(c -> references.forget(c.kind()));
    if (changes.stream().anyMatch(c -> Atlas.matters(c.kind()))) reload();
  }

  private void reload() {
    if (loading) {
      again = true;
      return;
    }
    loading = true;
    Live.load(
        this,
        () -> Atlas.read(client),
        read -> {
          loading = false;
          loaded = true;
          all = read;
          show();
          if (again) {
            again = false;
            reload();
          }
        });
  }

  private Topology shown() {
    return all.lanes().stream()
        .filter(lane -> lane.name().equals(asked.network))
        .findFirst()
        .map(all::of)
        .orElse(all);
  }

  private void show() {
    network.offer(
        all.lanes().stream().map(Lane::name).toList(),
        name -> name,
        asked.network,
        name -> go(new Asked(asked.part, name, asked.state, asked.text)));
    var topology = shown();
    if (topology.isEmpty()) {
      place(List.of(empty()));
      return;
    }
    switch (asked.part) {
      case "pairs" -> {
        ways.show(topology, asked.text, asked.state);
        place(List.of(ways));
      }
      case "addresses" -> {
        addresses.show(topology, asked.text);
        place(List.of(addresses));
      }
      default -> {
        map.show(topology);
        card.show(Details.of(topology, chosen, Instant.now()));
        place(List.of(scroll, card));
      }
    }
  }

  private void place(List<? extends Component> wanted) {
    if (body.getChildren().toList().equals(wanted)) return;
    body.removeAll();
    wanted.forEach(body::add);
  }

  private Component empty() {
    boolean hosts = !all.hosts().isEmpty();
    var box = Ui.test(Ui.div("st-empty"), "empty");
    box.getStyle().set("flex", "1");
    box.add(
        new Icon("map"),
        new H2(Words.say(hosts ? "map.empty" : "map.noHosts")),
        new Paragraph(Words.say(hosts ? "map.empty.help" : "map.noHosts.help")),
        hosts
            ? Ui.link("containers", io.stampede.web.ui.Words.say("map.empty.next"))
            : Ui.link("hosts", io.stampede.web.ui.Words.say("empty.host.next")));
    return box;
  }

  @Override
  public void choose(String key) {
    chosen = key;
    map.chosen(key);
    card.show(Details.of(shown(), key, Instant.now()));
  }

  @Override
  public void point(String arrow, String workload) {
    var detail = Details.of(all, arrow, Instant.now());
    detail.pointing().ifPresent(a -> new PointDialog(client, all, a, workload).open());
  }

  private void point(Detail detail) {
    detail.pointing().ifPresent(arrow -> new PointDialog(client, all, arrow, "").open());
  }

  @Override
  public String getPageTitle() {
    return Words.say("map.title");
  }
}
