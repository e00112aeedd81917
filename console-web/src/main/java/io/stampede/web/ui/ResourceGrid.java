package io.stampede.web.ui;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridMultiSelectionModel;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.grid.contextmenu.GridContextMenu;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.data.renderer.Renderer;
import com.vaadin.flow.internal.JacksonUtils;
import io.stampede.client.Resource;
import io.stampede.engine.Phase;
import io.stampede.engine.Status;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.FieldSchema;
import io.stampede.schema.FieldType;
import io.stampede.web.Doors;
import io.stampede.web.Tokens;
import io.stampede.web.model.ListModel;
import io.stampede.web.model.ListModel.Rows;
import io.stampede.web.model.Offered;
import io.stampede.web.model.References;
import io.stampede.web.model.Sparks;
import io.stampede.web.model.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The table of one kind. Only the rows in sight are in the browser.
final class ResourceGrid extends Grid<Resource> {
  private final ListModel model;
  private final References references;
  private final Doing doing;

  /// So many fields are shown before a person chooses others.
  private static final int FIELDS = 6;

  private final Sparks sparks;
  private final List<Column<Resource>> optional = new ArrayList<>();
  private Rows rows = Rows.NONE;

  ResourceGrid(ListModel model, References references, Doing doing, Consumer<String> sorted) {
    this.model = model;
    this.sparks = new Sparks(model.client());
    this.references = references;
    this.doing = doing;
    setItems(
        new CallbackDataProvider<>(
            q -> rows.all().stream().skip(q.getOffset()).limit(q.getLimit()),
            _ -> rows.all().size(),
            Resource::id));
    addClassName("st-grid");
    Ui.test(this, "grid");
    setSizeFull();
    addThemeVariants(GridVariant.NO_BORDER);
    if (setSelectionMode(SelectionMode.MULTI) instanceof GridMultiSelectionModel<?> many) {
      many.setSelectionColumnFrozen(true);
    }
    getElement().setAttribute("aria-label", model.kind().labels());
    columns();
    menu();
    setPartNameGenerator(r -> r.status().phase() == Phase.UNREACHABLE ? "unreachable" : null);
    addSortListener(e -> {
      if (e.isFromClient()) sorted.accept(order(e.getSortOrder()));
    });
    addItemDoubleClickListener(
        e -> getUI().ifPresent(ui -> ui.navigate(Ui.path(model.kind().plural(), e.getItem()))));
  }

  private static String order(List<GridSortOrder<Resource>> orders) {
    if (orders.isEmpty()) return "name";
    var first = orders.getFirst();
    var key = first.getSorted().getKey();
    return first.getDirection() == SortDirection.DESCENDING ? "-" + key : key;
  }

  /// Those that one may do without.
  List<Column<Resource>> optional() {
    return List.copyOf(optional);
  }

  void show(Rows next) {
    rows = next;
    getDataProvider().refreshAll();
  }

  void replace(Rows next, Resource changed) {
    rows = next;
    getDataProvider().refreshItem(changed);
  }

  /// There are new figures of some of its rows.
  void refigure(String id) {
    int at = rows.indexOf(id);
    if (at >= 0) getDataProvider().refreshItem(rows.all().get(at));
  }

  void refreshTimes() {
    if (rows.all().stream().anyMatch(r -> r.status().phase() == Phase.UNREACHABLE)) {
      getDataProvider().refreshAll();
    }
  }

  /// The row that the browser calls so.
  Optional<Resource> byKey(String key) {
    if (key.isEmpty()) return Optional.empty();
    return Optional.ofNullable(getDataCommunicator().getKeyMapper().get(key));
  }

  private void columns() {
    addColumn(name())
        .setHeader("Name")
        .setKey("name")
        .setSortProperty("name")
        .setWidth("120px")
        .setFlexGrow(2)
        .setResizable(true)
        .setFrozen(true);
    addColumn(state())
        .setHeader("State")
        .setKey("state")
        .setSortProperty("state")
        .setWidth("160px")
        .setFlexGrow(3)
        .setResizable(true);
    if (Doors.hasFigures(model.kind())) {
      optional.add(
          addColumn(cpu())
              .setHeader(Words.say("list.cpu"))
              .setKey("cpu")
              .setWidth("140px")
              .setFlexGrow(0)
              .setResizable(true));
    }
    for (var field : model.columns()) {
      var column =
          addColumn(value(field))
              .setHeader(field.label())
              .setKey(field.name())
              .setSortProperty(field.name())
              .setResizable(true)
              .setWidth(width(field) + "px")
              .setFlexGrow(field.type() == FieldType.INTEGER ? 1 : 2);
      if (field.type() == FieldType.INTEGER) column.setTextAlign(ColumnTextAlign.END);
      column.setVisible(optional.stream().filter(c -> !c.getKey().equals("cpu")).count() < FIELDS);
      optional.add(column);
    }
    addColumn(actions())
        .setKey("actions")
        .setHeader("")
        .setFlexGrow(0)
        .setWidth("84px")
        .setFrozenToEnd(true);
  }

  /// Its heading and the sorting arrows can be read; more of the words comes with a wider window.
  private static int width(FieldSchema field) {
    return Math.clamp(
        34 + 9L * field.label().length(), field.type() == FieldType.INTEGER ? 92 : 98, 180);
  }

  private Renderer<Resource> name() {
    return LitRenderer.<Resource>of(
            "<a class=\"st-name\" href=\"${item.href}\" router-link>${item.name}</a>")
        .withProperty("href", r -> Ui.path(model.kind().plural(), r))
        .withProperty("name", Resource::name);
  }

  private static Renderer<Resource> state() {
    return LitRenderer.<Resource>of(
            """
            <div class="st-state" title="${item.doing}">
              <span class="st-dot ${item.tone}" aria-hidden="true"></span>
              <span class="st-word">${item.word}${item.cordoned ? html` <span class="st-cordoned">${item.cordoned}</span>` : ''}</span>
              <span class="st-doing">${item.doing}</span>
              ${item.progress < 0 ? '' : html`<vaadin-progress-bar aria-label="progress" max="100" .value="${item.progress}"></vaadin-progress-bar>`}
            </div>\
            """)
        .withProperty("tone", r -> Tokens.shared().tone(r.status().phase()))
        .withProperty("word", r -> r.status().phase().word())
        .withProperty("cordoned", Ui::cordoned)
        .withProperty("doing", ResourceGrid::doing)
        .withProperty("progress", ResourceGrid::progress);
  }

  /// The last minutes as a line, and the newest figure in words.
  private Renderer<Resource> cpu() {
    return LitRenderer.<Resource>of(
            """
            <div class="st-spark" role="img" title="${item.told}" aria-label="${item.told}">
              <svg viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true"><path d="${item.line}"></path></svg>
              <span class="st-number">${item.now}</span>
            </div>\
            """)
        .withProperty("line", r -> spark(r).path())
        .withProperty("now", r -> now(spark(r)))
        .withProperty("told", r -> told(spark(r)));
  }

  private Sparks.Spark spark(Resource r) {
    return sparks.of(r.kind(), r.id());
  }

  private static String now(Sparks.Spark spark) {
    return spark.now().isPresent() ? spark.now().getAsInt() + " %" : "–";
  }

  private static String told(Sparks.Spark spark) {
    return spark.path().isEmpty()
        ? Words.say("spark.none")
        : Words.say("spark.told", now(spark), spark.most());
  }

  private static String doing(Resource r) {
    if (r.status().phase() == Phase.UNREACHABLE && r.seenAt().isPresent()) {
      return Words.say("list.asof", Text.clock(r.seenAt().get()));
    }
    var percent =
        r.status().progress().isPresent() && progress(r) >= 0 ? " · " + progress(r) + " %" : "";
    return r.status().message() + percent;
  }

  private static int progress(Resource r) {
    boolean moving = r.status().transition() == Status.Transition.YES;
    return moving ? r.status().progress().orElse(-1) : -1;
  }

  private Renderer<Resource> value(FieldSchema field) {
    if (field.type() == FieldType.REFERENCE) {
      return LitRenderer.<Resource>of(
              "<a class=\"st-reference\" href=\"${item.href}\" router-link>${item.text}</a>")
          .withProperty("href", r -> href(field, r))
          .withProperty("text", r -> text(field, r));
    }
    return LitRenderer.<Resource>of("<span title=\"${item.text}\">${item.text}</span>")
        .withProperty("text", r -> text(field, r));
  }

  private String href(FieldSchema field, Resource r) {
    var id = r.text(field.name());
    return id.isEmpty() ? "" : references.path(field.reference().orElseThrow(), id);
  }

  private String text(FieldSchema field, Resource r) {
    var value = r.fields().get(field.name());
    if (value == null) return "–";
    if (field.type() != FieldType.REFERENCE) return Text.value(field, value);
    return references.name(field.reference().orElseThrow(), value.toString());
  }

  private Renderer<Resource> actions() {
    return LitRenderer.<Resource>of(
            """
            <div class="st-row-actions">
              ${item.wanted ? html`<button class="st-quick" title="${item.wanted.label}" aria-label="${item.wanted.label}" data-test="${'quick-' + item.wanted.name}" @click="${() => act()}"><st-icon name="${item.wanted.icon}"></st-icon></button>` : ''}
              <button class="st-quick" title="${item.all}" aria-label="${item.all}" aria-haspopup="menu" data-test="quick-menu" @click="${(e) => e.currentTarget.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, composed: true, cancelable: true, clientX: e.currentTarget.getBoundingClientRect().left, clientY: e.currentTarget.getBoundingClientRect().bottom }))}"><st-icon name="three-dots"></st-icon></button>
            </div>\
            """)
        .withProperty("wanted", this::wanted)
        .withProperty("all", r -> Words.say("list.actions", r.name()))
        .withFunction("act", r -> Wanted.of(model.kind(), r, doing).ifPresent(w -> w.run().run()));
  }

  private @Nullable ObjectNode wanted(Resource r) {
    var wanted = Wanted.of(model.kind(), r, doing);
    if (wanted.isEmpty()) return null;
    return JacksonUtils.createObjectNode()
        .put("name", wanted.get().name())
        .put("label", wanted.get().label() + ": " + r.name())
        .put("icon", wanted.get().icon());
  }

  private void menu() {
    GridContextMenu<Resource> menu = addContextMenu();
    menu.setDynamicContentHandler(resource -> {
      menu.removeAll();
      if (resource == null) return false;
      menu.addItem(
          "Open",
          _ -> getUI().ifPresent(ui -> ui.navigate(Ui.path(model.kind().plural(), resource))));
      for (ActionSchema action : Offered.of(model.kind(), resource)) {
        Ui.test(
            menu.addItem(action.label(), _ -> doing.act(model.kind(), action, List.of(resource))),
            "row-" + action.name());
      }
      if (model.kind().updatable().findAny().isPresent()) {
        menu.addItem("Change…", _ -> doing.change(model.kind(), resource));
      }
      menu.addSeparator();
      menu.addItem(
              Words.say("remove.verb") + "…", _ -> doing.remove(model.kind(), List.of(resource)))
          .addClassName("st-danger");
      return true;
    });
  }
}
