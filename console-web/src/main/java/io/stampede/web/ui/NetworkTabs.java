package io.stampede.web.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.dom.Element;
import io.stampede.client.Resource;
import io.stampede.client.StampedeClient;
import io.stampede.topology.Atlas;
import io.stampede.topology.Lane;
import io.stampede.topology.Topology;
import io.stampede.topology.Words;
import io.stampede.web.model.References;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// What a network's page has in place of nested tables: its hosts with how full their blocks are,
/// its pairs and its addresses.
final class NetworkTabs {
  private static final int SECONDS = 10;

  private NetworkTabs() {}

  static DetailTab pairs(StampedeClient client) {
    var grid = new WayGrid();
    return live(client, grid, topology -> grid.show(topology, "", ""));
  }

  static DetailTab addresses(StampedeClient client, References references) {
    var grid = new AddressGrid(references);
    return live(client, grid, topology -> grid.show(topology, ""));
  }

  /// Shows the network's part of the whole, again and again: round trips are no changes.
  private static DetailTab live(StampedeClient client, Component shown, Consumer<Topology> show) {
    var place = new Div(shown);
    place.addClassName("st-fill");
    var now = new Now();
    Runnable read =
        () ->
            now.id.ifPresent(id ->
                Live.load(
                    place,
                    () -> Atlas.read(client),
                    all -> all.lane(id).map(all::of).ifPresent(show)));
    Live.every(place, SECONDS, read);
    return new DetailTab(
        place,
        r -> {
          now.id = Optional.of(r.id());
          read.run();
        });
  }

  /// The network that is shown.
  private static final class Now {
    private Optional<String> id = Optional.empty();
  }

  /// A line for each host that has a block.
  static Component hosts(References references, Resource network) {
    var lane = Topology.of(Map.of("network", List.of(network))).lanes().getFirst();
    var card = Ui.div("st-card", new H2(Words.say("count.hosts")));
    card.addClassName("st-wide");
    if (lane.blocks().isEmpty()) {
      card.add(Ui.span("st-muted", Words.say("lane.blocks", 0)));
      return card;
    }
    var table = new Element("table").setAttribute("class", "st-table");
    var head = new Element("tr");
    for (var label : List.of("address.host", "block.block", "block.usage", "way.state")) {
      head.appendChild(new Element("th").setAttribute("scope", "col").setText(Words.say(label)));
    }
    var body = new Element("tbody");
    lane.blocks().forEach(block -> body.appendChild(line(references, block)));
    table.appendChild(new Element("thead").appendChild(head), body);
    var place = new Div();
    place.addClassName("st-table-place");
    place.getElement().appendChild(table);
    place.getElement().setAttribute("tabindex", "0").setAttribute("role", "region");
    place.getElement().setAttribute("aria-label", Words.say("count.hosts"));
    card.add(Ui.test(place, "network-hosts"), map(network));
    return card;
  }

  private static Component map(Resource network) {
    var query = "?network=" + network.name();
    return Ui.test(Ui.link(NetworkMapView.PATH + query, Words.say("map.title")), "open-map");
  }

  private static Element line(References references, Lane.Block block) {
    var host =
        references.all("host").stream()
            .filter(h -> h.name().equals(block.host()))
            .findFirst()
            .<Component>map(h -> Ui.link(references.path("host", h.id()), h.name()))
            .orElse(Ui.span("", block.host()));
    var where = CopyBox.value(block.block());
    where
        .getElement()
        .setAttribute("title", Words.say("block.gateway", block.block(), block.gateway()));
    var bar = new ProgressBar(0, 1, block.fill());
    bar.getElement().setAttribute("aria-label", Words.say("block.usage") + " " + block.host());
    var words = Words.say("block.of", block.used(), block.used() + block.free());
    var usage = Ui.div("st-m-usage", bar, Ui.span("st-number", words));
    var dot = Ui.span("st-dot", "");
    dot.addClassName(block.tone());
    var state = Ui.div("st-state", dot, Ui.span("st-word", block.state()));
    var line = new Element("tr");
    for (var part : List.of(host, where, usage, state)) {
      line.appendChild(new Element("td").appendChild(part.getElement()));
    }
    return line;
  }
}
