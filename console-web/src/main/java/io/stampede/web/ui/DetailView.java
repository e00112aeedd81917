package io.stampede.web.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import io.stampede.client.Change;
import io.stampede.client.Resource;
import io.stampede.client.StampedeClient;
import io.stampede.engine.Status;
import io.stampede.schema.KindSchema;
import io.stampede.web.Doors;
import io.stampede.web.model.ListModel;
import io.stampede.web.model.Offered;
import io.stampede.web.model.References;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One resource: header with state and actions, and tabs that each have an address.
@Route(value = ":plural/:id/:tab?", layout = Frame.class)
final class DetailView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private final StampedeClient client;
  private final References references;
  private final Doing doing;
  private final Div head = Ui.div("st-head");
  private final Nav tabs = new Nav();
  private final Div body = Ui.div("st-tab-body");
  private KindSchema kind;
  private String id = "";
  private String tab = "";
  private Optional<Resource> resource = Optional.empty();
  private Optional<DetailTab> shown = Optional.empty();

  DetailView(StampedeClient client) {
    this.client = client;
    this.references = new References(client);
    this.doing = new Doing(client, references, this);
    this.kind = client.kinds().getFirst();
    addClassNames("st-view", "st-detail", "st-keys");
    add(head, tabs, body);
    tabs.addClassName("st-tabs");
    tabs.getElement().setAttribute("aria-label", "Parts");
    Live.watch(this, client, this::changed);
    getElement()
        .addEventListener(
            "st-key", e -> key(e.getEventData().path("event.detail.key").asString("")))
        .addEventData("event.detail.key");
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    var parameters = event.getRouteParameters();
    var plural = parameters.get("plural").orElse("");
    kind =
        client.kinds().stream()
            .filter(k -> k.plural().equals(plural))
            .findFirst()
            .orElseThrow(() -> new NotFoundException("there is no list " + plural));
    id = parameters.get("id").orElse("");
    tab = parameters.get("tab").orElse("overview");
    resource = new ListModel(client, kind).reread(id);
    shown = Optional.empty();
    if (resource.isEmpty()) {
      gone();
      return;
    }
    if (!names().contains(tab)) tab = "overview";
    showTabs();
    showHead();
    showBody();
  }

  private List<String> names() {
    var names = new ArrayList<>(List.of("overview"));
    if (Doors.hasNetworkTabs(kind)) names.addAll(List.of("pairs", "addresses"));
    if (Doors.hasFigures(kind)) names.add("figures");
    if (Doors.hasTerminal(kind)) names.add("terminal");
    if (Doors.hasLogs(kind)) names.add("logs");
    if (Doors.hasScreen(kind)) names.add("screen");
    names.add("tasks");
    if (Doors.hasXml(kind)) names.add("xml");
    names.add("raw");
    return names;
  }

  /// Links rather than tabs: each part has an address, to be opened beside or sent to someone.
  private void showTabs() {
    tabs.removeAll();
    for (var name : names()) {
      var link = Ui.link(kind.plural() + "/" + id + "/" + name, Words.say("detail." + name));
      if (name.equals(tab)) link.getElement().setAttribute("aria-current", "page");
      tabs.add(Ui.test(link, "tab-" + name));
    }
  }

  private void gone() {
    head.removeAll();
    tabs.setVisible(false);
    body.removeAll();
    body.add(
        Ui.div(
            "st-empty",
            new Icon("question-circle"),
            new H2(Words.say("detail.gone")),
            new Paragraph(Words.say("detail.gone.next")),
            Ui.link(kind.plural(), kind.labels())));
  }

  private void showHead() {
    var r = resource.orElseThrow();
    head.removeAll();
    tabs.setVisible(true);
    var name = Ui.div("st-head-name");
    name.add(Ui.link(kind.plural(), kind.labels()), Ui.span("st-muted", "/"), new H2(r.name()));
    var status = r.status();
    var told = status.problem().isEmpty() ? status : Status.resting(status.phase());
    name.add(Ui.test(Ui.state(told), "detail-state"));
    if (!Ui.cordoned(r).isEmpty()) name.add(Ui.span("st-cordoned", Ui.cordoned(r)));
    head.add(name, Ui.div("st-grow"), buttons(r));
    r.status().problem().ifPresent(problem -> head.add(Ui.problem(problem)));
  }

  private Component buttons(Resource r) {
    var buttons = Ui.div("st-head-buttons");
    var likely = Wanted.of(kind, r, doing).filter(w -> !w.tab().equals(tab));
    likely.ifPresent(wanted -> {
      var button = Ui.button(wanted.icon(), wanted.label());
      button.addThemeVariants(ButtonVariant.PRIMARY);
      button.addClickListener(_ -> wanted.run().run());
      buttons.add(Ui.test(button, "action-" + wanted.name()));
    });
    var more = Ui.test(Ui.iconButton("three-dots", "More actions"), "actions");
    var menu = new ContextMenu(more);
    menu.setOpenOnClick(true);
    for (var action : Offered.of(kind, r)) {
      if (likely.filter(w -> w.name().equals(action.name())).isPresent()) continue;
      Ui.test(
          menu.addItem(action.label(), _ -> doing.act(kind, action, List.of(r))),
          "menu-" + action.name());
    }
    if (kind.updatable().findAny().isPresent()) {
      Ui.test(menu.addItem("Change…", _ -> doing.change(kind, r)), "menu-change");
    }
    menu.addSeparator();
    var remove = menu.addItem(Words.say("remove.verb") + "…", _ -> doing.remove(kind, List.of(r)));
    remove.addClassName("st-danger");
    Ui.test(remove, "menu-remove");
    buttons.add(more);
    return buttons;
  }

  private void showBody() {
    body.removeAll();
    var next =
        switch (tab) {
          case "figures" -> DetailTab.figures(kind, id);
          case "pairs" -> NetworkTabs.pairs(client);
          case "addresses" -> NetworkTabs.addresses(client, references);
          case "terminal" -> DetailTab.terminal(kind, id);
          case "logs" -> DetailTab.logs(kind, id);
          case "screen" -> DetailTab.screen(kind, id);
          case "tasks" -> DetailTab.tasks(client, kind, id);
          case "xml" -> DetailTab.xml(client, kind, id);
          case "raw" -> DetailTab.raw(kind);
          default -> DetailTab.overview(client, kind, references, resource.orElseThrow());
        };
    body.add(next.component());
    shown = Optional.of(next);
    next.show(resource.orElseThrow());
  }

  private void changed(List<Change> changes) {
    changes.forEach(c -> references.forget(c.kind()));
    boolean mine =
        changes.stream().anyMatch(c -> c.id().equals(id) && c.kind().equals(kind.name()));
    if (!mine) return;
    var now = id;
    Live.load(
        this,
        () -> new ListModel(client, kind).reread(now),
        read -> {
          if (!now.equals(id)) return;
          boolean here = resource.isPresent();
          resource = read;
          if (read.isEmpty()) {
            if (here) gone();
            return;
          }
          showHead();
          shown.ifPresent(s -> s.show(read.get()));
        });
  }

  private void key(String key) {
    if (key.equals("Delete")) resource.ifPresent(r -> doing.remove(kind, List.of(r)));
  }

  @Override
  public String getPageTitle() {
    return resource.map(Resource::name).orElse(kind.label());
  }
}
