package io.stampede.desktop.view;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.client.Door;
import io.stampede.client.Likely;
import io.stampede.client.Resource;
import io.stampede.desktop.model.Doer;
import io.stampede.desktop.model.Purpose;
import io.stampede.desktop.part.Icons;
import io.stampede.engine.Phase;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.KindSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/// What can be done with a selection, grouped, what destroys last.
final class ActionMenu {
  private final Desk desk;
  private final KindSchema kind;

  ActionMenu(Desk desk, KindSchema kind) {
    this.desk = desk;
    this.kind = kind;
  }

  static boolean hasScreen(Resource r) {
    return Door.SCREEN.isOf(r.kind()) && r.status().phase() == Phase.RUNNING;
  }

  static boolean hasLog(Resource r) {
    return Door.LOG.isOf(r.kind());
  }

  /// Whether a shell can be opened on it.
  static boolean hasTerminal(Resource r) {
    return Door.TERMINAL.isOf(r.kind()) && r.status().phase() != Phase.UNREACHABLE;
  }

  /// One thing to do: a button in one place, a menu item in another.
  record Deed(String id, String label, String icon, boolean destroys, Runnable run) {
    MenuItem item() {
      var item = new MenuItem(label, Icons.of(icon));
      item.setId("do-" + id);
      if (destroys) item.getStyleClass().add("danger-item");
      item.setOnAction(_ -> run.run());
      return item;
    }
  }

  /// The one most likely wanted of a single resource.
  Optional<Deed> likely(Resource r) {
    return Likely.of(kind, r)
        .map(likely ->
            switch (likely) {
              case Likely.Act(var action) -> deed(action, List.of(r));
              case Likely.Open(var door) ->
                  switch (door) {
                    case SCREEN -> screen(r);
                    case TERMINAL -> terminal(r);
                    case CONTENT -> upload(r);
                    case LOG -> tab(r, "logs");
                    case FIGURES -> tab(r, "figures");
                    case XML -> tab(r, "xml");
                  };
            });
  }

  List<Deed> deeds(List<Resource> selection) {
    var deeds = new ArrayList<Deed>();
    if (selection.size() == 1 && hasScreen(selection.getFirst())) {
      deeds.add(screen(selection.getFirst()));
    }
    if (selection.size() == 1 && hasTerminal(selection.getFirst())) {
      deeds.add(terminal(selection.getFirst()));
    }
    if (selection.size() == 1) deeds.addAll(content(selection.getFirst()));
    var offered = Doer.offered(kind, selection);
    offered.stream().filter(a -> !a.destructive()).forEach(a -> deeds.add(deed(a, selection)));
    if (selection.size() == 1 && kind.updatable().findAny().isPresent()) {
      var r = selection.getFirst();
      deeds.add(
          new Deed("edit", say("edit"), "edit", false, () -> desk.form(new Purpose.Edit(kind, r))));
    }
    offered.stream().filter(ActionSchema::destructive).forEach(a -> deeds.add(deed(a, selection)));
    if (!selection.isEmpty()) {
      deeds.add(new Deed("remove", say("remove"), "remove", true, () -> desk.remove(selection)));
    }
    return deeds;
  }

  private List<Deed> content(Resource r) {
    var deeds = new ArrayList<Deed>();
    boolean takes = r.kind().equals("image") ? Likely.awaitsContent(r) : Door.takesNow(r);
    if (takes) deeds.add(upload(r));
    if (Door.givesNow(r)) deeds.add(download(r));
    return deeds;
  }

  private Deed tab(Resource r, String tab) {
    return new Deed(
        tab, say("open." + tab), tab, false, () -> desk.go(new Place.Thing(r.kind(), r.id(), tab)));
  }

  private Deed upload(Resource r) {
    return new Deed("upload", say("upload"), "file", false, () -> desk.upload(r));
  }

  private Deed download(Resource r) {
    return new Deed("download", say("download"), "file", false, () -> desk.download(r));
  }

  private Deed terminal(Resource r) {
    return new Deed("terminal", say("terminal.open"), "terminal", false, () -> desk.terminal(r));
  }

  private Deed screen(Resource r) {
    return new Deed("screen", say("screen.open"), "screen", false, () -> desk.screen(r));
  }

  private Deed deed(ActionSchema action, List<Resource> selection) {
    return new Deed(
        action.name(),
        action.label(),
        action.name(),
        action.destructive(),
        () -> desk.act(selection, action));
  }

  List<MenuItem> items(List<Resource> selection) {
    var items = new ArrayList<MenuItem>();
    if (selection.size() == 1) {
      var r = selection.getFirst();
      var open = new MenuItem(say("go.open"), Icons.of("open"));
      open.setOnAction(_ -> desk.go(new Place.Thing(r.kind(), r.id())));
      items.add(open);
    }
    boolean destroys = false;
    for (var deed : deeds(selection)) {
      if (deed.destroys() && !destroys && !items.isEmpty()) items.add(new SeparatorMenuItem());
      destroys |= deed.destroys();
      items.add(deed.item());
    }
    return items;
  }
}
