package io.stampede.web.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.stampede.client.Change;
import io.stampede.client.Resource;
import io.stampede.client.StampedeClient;
import io.stampede.schema.KindSchema;
import io.stampede.web.model.ListModel;
import io.stampede.web.model.ListModel.Rows;
import io.stampede.web.model.ListModel.Wanted;
import io.stampede.web.model.Offered;
import io.stampede.web.model.References;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The list of any kind: live, filtered by its address, with what can be done on each row and on
/// many.
@Route(value = ":plural", layout = Frame.class)
final class ListView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private final StampedeClient client;
  private final References references;
  private final Doing doing;
  private final TextField filter = new TextField();
  private final Chip state = new Chip(Words.say("list.state"));
  private final Chip host = new Chip(Words.say("list.host"));
  private final Button create = Ui.button("plus-lg", "");
  private final ColumnMenu columns = new ColumnMenu();
  private final OnTheWay onTheWay;
  private final Div bulk = Ui.div("st-bulk");
  private final Div body = Ui.div("st-list-body");
  private Wanted wanted = Wanted.ALL;
  private String plural = "";
  private KindSchema kind;
  private ListModel model;
  private ResourceGrid grid;
  private Rows rows = Rows.NONE;
  private boolean loaded;
  private boolean loading;
  private boolean again;

  ListView(StampedeClient client) {
    this.client = client;
    this.references = new References(client);
    this.doing = new Doing(client, references, this);
    this.onTheWay = new OnTheWay(client);
    this.kind = client.kinds().getFirst();
    this.model = new ListModel(client, kind);
    this.grid = grid();
    addClassNames("st-view", "st-keys");
    tools();
    add(onTheWay, body);
    Live.watch(this, client, this::changed);
    Live.every(this, 30, () -> grid.refreshTimes());
    getElement()
        .addEventListener(
            "st-key",
            e ->
                key(
                    e.getEventData().path("event.detail.key").asString(""),
                    e.getEventData().path("event.detail.row").asString("")))
        .addEventData("event.detail.key")
        .addEventData("event.detail.row");
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    var asked = event.getRouteParameters().get("plural").orElse("");
    var known = client.kinds().stream().filter(k -> k.plural().equals(asked)).findFirst();
    if (known.isEmpty()) throw new NotFoundException("there is no list " + asked);
    wanted = Wanted.of(event.getLocation().getQueryParameters().getParameters());
    if (!asked.equals(plural)) turnTo(known.get());
    showWanted();
    reload();
  }

  private void turnTo(KindSchema next) {
    plural = next.plural();
    kind = next;
    model = new ListModel(client, kind);
    grid = grid();
    rows = Rows.NONE;
    loaded = false;
    columns.showFor(kind.name(), grid);
    create.setText(verb());
    host.setVisible(model.hasHosts());
    onTheWay.showFor(kind);
    body.removeAll();
  }

  private String verb() {
    return Words.say(kind.name().equals("host") ? "list.add" : "list.create");
  }

  private ResourceGrid grid() {
    var made = new ResourceGrid(model, references, doing, this::sorted);
    made.addSelectionListener(e -> showBulk(e.getAllSelectedItems()));
    return made;
  }

  private void tools() {
    filter.setPlaceholder(Words.say("list.filter"));
    filter.setAriaLabel(Words.say("list.filter"));
    filter.setPrefixComponent(new Icon("search"));
    filter.setSuffixComponent(Ui.span("st-key-hint", "/"));
    filter.setClearButtonVisible(true);
    filter.setValueChangeMode(ValueChangeMode.LAZY);
    filter.addValueChangeListener(e -> {
      if (e.isFromClient()) go(wanted.withText(e.getValue()));
    });
    filter.addClassName("st-filter");
    Ui.test(filter, "filter");
    Ui.test(state, "chip-state");
    Ui.test(host, "chip-host");
    create.addThemeVariants(ButtonVariant.PRIMARY);
    create.addClickListener(_ -> doing.create(kind));
    Ui.test(create, "create");
    var room = Ui.div("st-grow");
    add(Ui.div("st-tools", filter, state, host, room, columns.button(), create), bulk);
  }

  private void showWanted() {
    filter.setValue(wanted.text());
    state.offer(ListModel.states(), s -> s, wanted.state(), s -> go(wanted.withState(s)));
    if (!model.hasHosts()) return;
    var hosts = references.all("host");
    host.offer(
        hosts.stream().map(Resource::id).toList(),
        id -> references.name("host", id),
        wanted.host(),
        id -> go(wanted.withHost(id)));
  }

  private void sorted(String sort) {
    if (!sort.equals(wanted.sort())) go(wanted.withSort(sort));
  }

  /// The address is the filter.
  private void go(Wanted next) {
    getUI().ifPresent(ui -> ui.navigate(plural, QueryParameters.simple(next.parameters())));
  }

  private void reload() {
    if (loading) {
      again = true;
      return;
    }
    loading = true;
    var now = model;
    var asked = wanted;
    Live.load(
        this,
        () -> now.load(asked),
        result -> {
          loading = false;
          if (now == model) show(result);
          if (again || now != model) {
            again = false;
            reload();
          }
        });
  }

  private void show(Rows result) {
    rows = result;
    loaded = true;
    Component place = rows.all().isEmpty() ? empty() : grid;
    if (place == grid) grid.show(rows);
    if (!body.getChildren().anyMatch(c -> c == place)) {
      body.removeAll();
      body.add(place);
    }
  }

  private Component empty() {
    var box = Ui.test(Ui.div("st-empty"), "empty");
    box.add(new Icon(io.stampede.web.Tokens.shared().icon(kind.name())));
    if (rows.problem().isPresent()) {
      box.add(new Paragraph(rows.problem().get()));
    } else if (wanted.isFiltered()) {
      box.add(new H2(Words.say("list.none.filtered")));
      box.add(new Button(Words.say("list.clear"), _ -> go(Wanted.ALL)));
    } else {
      box.add(new H2("No " + kind.labels().toLowerCase(Locale.ROOT) + " yet"));
      box.add(new Paragraph(Words.sayFirst("empty." + kind.name(), "empty.other", kind.help())));
      var next = new Button(Words.sayFirst("empty." + kind.name() + ".next", "empty.other.next"));
      next.addThemeVariants(ButtonVariant.PRIMARY);
      next.addClickListener(_ -> doing.create(kind));
      box.add(next);
    }
    return box;
  }

  /// One that only changed is read alone and shown in its place; anything else reads all anew.
  private void changed(List<Change> all) {
    all.stream()
        .filter(c -> c.kind().equals("figures"))
        .map(Change::id)
        .distinct()
        .forEach(grid::refigure);
    var changes = all.stream().filter(c -> !c.kind().equals("figures")).toList();
    boolean other = changes.stream().anyMatch(c -> !c.kind().equals(kind.name()));
    if (other) {
      changes.forEach(c -> references.forget(c.kind()));
      if (changes.stream().anyMatch(c -> c.kind().equals("host"))) showWanted();
    }
    var mine = changes.stream().filter(c -> c.kind().equals(kind.name())).toList();
    if (mine.isEmpty()) return;
    references.forget(kind.name());
    boolean simple =
        loaded
            && !wanted.isFiltered()
            && mine.stream()
                .allMatch(c -> c.what() == Change.What.CHANGED && rows.indexOf(c.id()) >= 0);
    if (simple) {
      mine.stream().map(Change::id).distinct().forEach(this::reread);
    } else {
      reload();
    }
  }

  private void reread(String id) {
    var now = model;
    Live.load(
        this,
        () -> now.reread(id),
        resource -> {
          int at = rows.indexOf(id);
          if (now != model || at < 0) return;
          if (resource.isEmpty()) {
            reload();
            return;
          }
          rows = rows.with(at, resource.get());
          grid.replace(rows, resource.get());
        });
  }

  private void showBulk(Set<Resource> chosen) {
    bulk.removeAll();
    if (chosen.isEmpty()) return;
    var them = List.copyOf(chosen);
    bulk.add(Ui.span("st-chosen", Words.say("list.chosen", them.size())));
    for (var action : Offered.ofAll(kind, them)) {
      var button = Ui.button(Ui.icon(action), action.label());
      button.addClickListener(_ -> {
        doing.act(kind, action, them);
        grid.deselectAll();
      });
      bulk.add(Ui.test(button, "bulk-" + action.name()));
    }
    var remove = Ui.button("trash3", Words.say("remove.verb"));
    remove.addThemeVariants(ButtonVariant.ERROR);
    remove.addClickListener(_ -> doing.remove(kind, them));
    bulk.add(Ui.test(remove, "bulk-remove"));
    bulk.add(new Button(Words.say("form.cancel"), _ -> grid.deselectAll()));
  }

  private void key(String key, String row) {
    var at = grid.byKey(row);
    switch (key) {
      case "c" -> doing.create(kind);
      case "Enter" -> at.ifPresent(r -> getUI().ifPresent(ui -> ui.navigate(Ui.path(plural, r))));
      case "Delete" -> {
        var chosen = grid.getSelectedItems();
        if (!chosen.isEmpty()) doing.remove(kind, List.copyOf(chosen));
        else at.ifPresent(r -> doing.remove(kind, List.of(r)));
      }
      default -> {
        // other keys are nobody's
      }
    }
  }

  @Override
  public String getPageTitle() {
    return kind.labels();
  }
}
