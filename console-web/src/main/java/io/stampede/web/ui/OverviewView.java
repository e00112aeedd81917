package io.stampede.web.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.stampede.client.Query;
import io.stampede.client.StampedeClient;
import io.stampede.schema.KindSchema;
import io.stampede.web.Doors;
import io.stampede.web.Tokens;
import io.stampede.web.model.References;
import io.stampede.web.model.TaskFeed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What needs attention first, then how much there is, then what was done.
@Route(value = "", layout = Frame.class)
final class OverviewView extends Div implements HasDynamicTitle {
  private static final int STEPS = 8;

  private record Count(KindSchema kind, long total, long good) {}

  private record Shown(TaskFeed.Shown feed, List<Count> counts) {}

  private final StampedeClient client;
  private final TaskFeed feed;
  private final Doing doing;
  private final Div page = Ui.div("st-page");

  OverviewView(StampedeClient client) {
    this.client = client;
    this.feed = new TaskFeed(client);
    this.doing = new Doing(client, new References(client), this);
    addClassNames("st-view", "st-scroll");
    add(page);
    addAttachListener(_ -> Live.load(this, this::read, this::show));
    Live.watch(this, client, _ -> Live.load(this, this::read, this::show));
  }

  private Shown read() {
    var counts = new ArrayList<Count>();
    for (var kind : client.kinds().stream().filter(Doors::isRoom).toList()) {
      long good = 0;
      for (var word : List.of("running", "connected", "ready")) {
        good += client.list(kind.name(), one(Query.where("state", word))).total();
      }
      counts.add(new Count(kind, client.list(kind.name(), one(Query.ALL)).total(), good));
    }
    return new Shown(feed.read(STEPS), counts);
  }

  private static Query one(Query query) {
    return new Query(query.filters(), query.sort(), 1, "");
  }

  private void show(Shown shown) {
    page.removeAll();
    boolean none = shown.counts().stream().allMatch(c -> c.total() == 0);
    page.add(none ? welcome() : attention(shown.feed()));
    page.add(tiles(shown.counts()));
    if (none) return;
    var steps = new TaskList(client, true);
    steps.show(shown.feed().steps(), Instant.now());
    page.add(Ui.div("st-card", new H2(Words.say("overview.recent")), steps));
  }

  private Component welcome() {
    var hosts = client.kinds().getFirst();
    var add = Ui.button("plus-lg", Words.say("empty.host.next"));
    add.addThemeVariants(com.vaadin.flow.component.button.ButtonVariant.PRIMARY);
    add.addClickListener(_ -> doing.create(hosts));
    return Ui.div(
        "st-card",
        new H2(Words.say("overview.welcome")),
        new Paragraph(Words.say("overview.welcome.next")),
        add);
  }

  private Component attention(TaskFeed.Shown shown) {
    var card = Ui.div("st-card");
    if (shown.troubled().isEmpty()) {
      card.add(
          Ui.div("st-calm", new Icon("check-circle"), Ui.span("", Words.say("overview.calm"))));
      return card;
    }
    card.add(new H2(Words.say("overview.attention")));
    shown.troubled().forEach(r -> card.add(TaskList.resource(client, r, doing)));
    return card;
  }

  private static Component tiles(List<Count> counts) {
    var tiles = Ui.div("st-tiles");
    for (var count : counts) {
      var link = Ui.link(count.kind().plural(), "");
      link.addClassNames("st-card", "st-tile");
      link.add(
          new Icon(Tokens.shared().icon(count.kind().name())),
          Ui.span("st-tile-name", count.kind().labels()),
          Ui.span("st-tile-total", String.valueOf(count.total())),
          Ui.span("st-muted", Words.say("overview.good", count.good())));
      tiles.add(Ui.test(link, "tile-" + count.kind().name()));
    }
    return tiles;
  }

  @Override
  public String getPageTitle() {
    return Words.say("nav.overview");
  }
}
