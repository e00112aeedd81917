package io.stampede.web.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import io.stampede.client.StampedeClient;
import io.stampede.schema.KindSchema;
import io.stampede.web.Doors;
import io.stampede.web.Tokens;
import io.stampede.web.model.TaskFeed;
import java.util.ArrayList;
import java.util.List;

/// What is around every view: rooms on the left, title, palette and tasks at the top, the drawer of
/// tasks on the right.

@JsModule("./stampede/keys.ts")
@NpmPackage(value = "axe-core", version = "4.14.1", dev = true) // for the browser tests
final class Frame extends AppLayout implements AfterNavigationObserver {
  private static final int STEPS = 30;

  private final StampedeClient client;
  private final TaskFeed feed;
  private final H1 title = new H1();
  private final Main main = new Main();
  private final Aside drawer = new Aside();
  private final TaskPanel panel;
  private final Button tasks = Ui.button("list-check", Words.say("top.tasks"));
  private final Span running = Ui.span("st-count", "");

  Frame(StampedeClient client) {
    this.client = client;
    this.feed = new TaskFeed(client);
    this.panel = new TaskPanel(client);
    addClassName("st-frame");
    setPrimarySection(Section.DRAWER);
    addToDrawer(brand(), rooms());
    addToNavbar(bar());
    drawer();
    setContent(Ui.div("st-body", main, drawer));
    Live.watch(this, client, _ -> refresh());
    addAttachListener(_ -> refresh());
    getElement().addEventListener("st-key", _ -> palette());
  }

  private static Component brand() {
    var logo = new Image("assets/logo.svg", "");
    return Ui.div("st-brand", logo, new Span("Stampede"));
  }

  private SideNav rooms() {
    var nav = new SideNav();
    nav.getElement().setAttribute("aria-label", "Rooms");
    nav.addItem(room(Words.say("nav.overview"), "", "overview"));
    var kinds = client.kinds().stream().filter(Doors::isRoom).toList();
    KindSchema.grouped(kinds).forEach(group -> rooms(group).forEach(nav::addItem));
    nav.addItem(room(Words.say("nav.tasks"), "tasks", "tasks"));
    nav.addItem(room(Words.say("nav.settings"), "settings", "settings"));
    return nav;
  }

  /// The first of a group leads it, the others stand below.
  private static List<SideNavItem> rooms(List<KindSchema> group) {
    var rooms = new ArrayList<SideNavItem>();
    var first = group.getFirst();
    rooms.add(room(first.labels(), first.plural(), first.name()));
    if (first.group().equals(KindSchema.NETWORKS)) {
      var map = io.stampede.topology.Words.say("map.title");
      rooms.add(room(map, NetworkMapView.PATH, "map"));
    }
    group.stream()
        .skip(1)
        .forEach(kind -> rooms.add(room(kind.labels(), kind.plural(), kind.name())));
    rooms.stream().skip(1).forEach(room -> room.addClassName("st-nav-child"));
    return rooms;
  }

  private static SideNavItem room(String label, String path, String what) {
    var item = new SideNavItem(label, path, new Icon(Tokens.shared().icon(what)));
    item.setMatchNested(!path.isEmpty());
    return Ui.test(item, "nav-" + what);
  }

  private Component bar() {
    var search = new NativeButton();
    search.addClassName("st-search");
    search.add(
        new Icon("search"), Ui.span("", Words.say("top.search")), Ui.span("st-key-hint", "Ctrl K"));
    search.addClickListener(_ -> palette());
    Ui.test(search, "palette-open");
    running.setVisible(false);
    tasks.setSuffixComponent(running);
    tasks.addClickListener(_ -> toggleDrawer());
    Ui.test(tasks, "tasks-open");
    var theme = Ui.test(Ui.iconButton("circle-half", Words.say("top.theme")), "theme");
    theme.addClickListener(_ -> Theme.toggle(this));
    var api = new Anchor("/v1", Words.say("top.api"));
    api.setRouterIgnore(true);
    api.addClassName("st-api");
    title.addClassName("st-title");
    return Ui.div(
        "st-bar", new DrawerToggle(), title, Ui.div("st-grow"), search, tasks, theme, api);
  }

  private void drawer() {
    drawer.addClassName("st-drawer");
    drawer.setVisible(false);
    drawer.getElement().setAttribute("aria-label", Words.say("tasks.title"));
    var close = Ui.iconButton("x-lg", "Close");
    close.addClickListener(_ -> toggleDrawer());
    drawer.add(
        Ui.div("st-drawer-head", new H2(Words.say("tasks.title")), Ui.div("st-grow"), close),
        panel);
    Ui.test(drawer, "tasks-drawer");
  }

  private void toggleDrawer() {
    drawer.setVisible(!drawer.isVisible());
    if (drawer.isVisible()) refresh();
  }

  private void refresh() {
    int steps = drawer.isVisible() ? STEPS : 0;
    Live.load(
        this,
        () -> feed.read(steps),
        shown -> {
          int moving = shown.moving().size();
          running.setText(String.valueOf(moving));
          running.setVisible(moving > 0);
          tasks.setAriaLabel(
              moving == 0 ? Words.say("top.tasks") : Words.say("top.tasks.moving", moving));
          tasks.setClassName("st-troubled", !shown.troubled().isEmpty());
          if (drawer.isVisible() && steps > 0) panel.show(shown);
        });
  }

  private void palette() {
    new Palette(client).open();
  }

  @Override
  public void showRouterLayoutContent(HasElement content) {
    main.getElement().removeAllChildren();
    main.getElement().appendChild(content.getElement());
  }

  @Override
  public void afterNavigation(AfterNavigationEvent event) {
    var shown = event.getActiveChain().getFirst();
    var name = shown instanceof HasDynamicTitle titled ? titled.getPageTitle() : "Stampede";
    title.setText(name);
    getUI().ifPresent(ui -> ui.getPage().setTitle(name + " · Stampede"));
  }
}
