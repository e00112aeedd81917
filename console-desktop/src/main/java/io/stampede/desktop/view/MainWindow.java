package io.stampede.desktop.view;

import static io.stampede.desktop.text.Texts.say;

import atlantafx.base.controls.ModalPane;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.desktop.map.MapScreen;
import io.stampede.desktop.model.Doer;
import io.stampede.desktop.model.FormModel;
import io.stampede.desktop.model.Preferences;
import io.stampede.desktop.model.Purpose;
import io.stampede.desktop.model.World;
import io.stampede.desktop.part.Nodes;
import io.stampede.desktop.part.Screen;
import io.stampede.desktop.terminal.TerminalWindow;
import io.stampede.desktop.vnc.VncWindow;
import io.stampede.desktop.wizard.WizardScreen;
import io.stampede.schema.ActionSchema;
import io.stampede.wizard.Wizard;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

/// The frame: places on the left, where one is and search on top, a screen in the middle, the
/// drawer of tasks on the right, and dialogs over all.
public final class MainWindow implements Desk {
  private final World world;
  private final Theme theme;
  private final Preferences preferences;
  private final Doer doer;
  private final String about;
  private final Navigation navigation;
  private final TopBar top;
  private final BorderPane middle = new BorderPane();
  private final VBox drawer;
  private final ModalPane dialogs = new ModalPane();
  private final Toasts toasts = new Toasts();
  private final StackPane root;
  private final Map<Place, Screen> kept = new HashMap<>();
  private final Map<String, VncWindow> screens = new HashMap<>();
  private final Map<String, TerminalWindow> terminals = new HashMap<>();
  private Optional<Screen> shown = Optional.empty();

  /// @param about where the data is, for the settings
  public MainWindow(World world, Theme theme, Preferences preferences, String about) {
    this.world = world;
    this.theme = theme;
    this.preferences = preferences;
    this.about = about;
    this.doer = new Doer(world, this::complain);
    this.navigation = new Navigation(world, this::go);
    this.top = new TopBar(world, theme, this::palette, this::toggleTasks);
    this.drawer = drawer();
    var body = new BorderPane(middle, top.node(), null, null, null);
    var frame = new BorderPane(body, null, null, null, navigation.node());
    frame.getStyleClass().add("frame");
    root = new StackPane(frame, toasts.node(), dialogs);
    root.setId("root");
    StackPane.setAlignment(toasts.node(), Pos.BOTTOM_RIGHT);
    StackPane.setMargin(toasts.node(), new Insets(20));
    middle.getStyleClass().add("middle");
    dialogs.setId("dialogs");
    dialogs.setPersistent(true);
    dialogs.setInTransitionFactory(null);
    dialogs.setOutTransitionFactory(null);
    root.addEventFilter(KeyEvent.KEY_PRESSED, this::shortcut);
    theme
        .darkProperty()
        .addListener(
            (_, _, dark) -> preferences.set("dark", String.valueOf(dark), world.background()));
    go(new Place.Overview());
  }

  /// The scene of the window, dressed.
  public Scene scene(double width, double height) {
    var scene = new Scene(root, width, height);
    theme.dress(scene);
    return scene;
  }

  private void shortcut(KeyEvent e) {
    if (e.isShortcutDown() && e.getCode() == KeyCode.K) {
      palette();
      e.consume();
    } else if (e.getCode() == KeyCode.ESCAPE && !dialogs.isDisplay() && drawer.isVisible()) {
      toggleTasks();
      e.consume();
    } else if (e.getCode() == KeyCode.ESCAPE
        && !dialogs.isDisplay()
        && shown.orElse(null) instanceof DetailScreen detail) {
      detail.back();
      e.consume();
    }
  }

  private VBox drawer() {
    var close = Nodes.iconButton("drawer-close", say("close"), "close", this::toggleTasks);
    var head = new HBox(8, Nodes.label(say("tasks"), "title-4"), Nodes.space(), close);
    head.setAlignment(Pos.CENTER_LEFT);
    var list = TaskList.of(this, world.tasks());
    VBox.setVgrow(list, javafx.scene.layout.Priority.ALWAYS);
    var box = new VBox(8, head, list);
    box.setId("drawer");
    box.getStyleClass().add("drawer");
    box.setVisible(false);
    BorderPane.setMargin(box, new Insets(0, 0, 0, 10));
    return box;
  }

  private void toggleTasks() {
    drawer.setVisible(!drawer.isVisible());
    middle.setRight(drawer.isVisible() ? drawer : null);
  }

  @Override
  public void showTasks() {
    if (!drawer.isVisible()) toggleTasks();
  }

  @Override
  public World world() {
    return world;
  }

  @Override
  public Preferences preferences() {
    return preferences;
  }

  @Override
  public Theme theme() {
    return theme;
  }

  @Override
  public void go(Place place) {
    var screen = screenOf(place);
    if (screen.isEmpty()) return;
    shown.ifPresent(Screen::hidden);
    shown = screen;
    middle.setCenter(screen.get().node());
    top.title(screen.get().title());
    navigation.at(place);
    screen.get().shown();
  }

  private Optional<Screen> screenOf(Place place) {
    return switch (place) {
      case Place.Thing(var kind, var id, var tab) ->
          kind.equals(Wizard.KIND)
              ? screenOf(new Place.AddHosts())
              : world.find(kind, id).map(r -> new DetailScreen(this, r, tab));
      case Place.AddHosts _ -> Optional.of(kept.computeIfAbsent(place, _ -> wizard()));
      case Place.Kind(var kind) ->
          Optional.of(kept.computeIfAbsent(place, _ -> new ListScreen(this, world.kind(kind))));
      case Place.Overview _ ->
          Optional.of(kept.computeIfAbsent(place, _ -> new OverviewScreen(this)));
      case Place.NetworkMap _ -> Optional.of(kept.computeIfAbsent(place, _ -> map()));
      case Place.Tasks _ -> Optional.of(kept.computeIfAbsent(place, _ -> new TasksScreen(this)));
      case Place.Settings _ ->
          Optional.of(kept.computeIfAbsent(place, _ -> new SettingsScreen(this, about)));
    };
  }

  private WizardScreen wizard() {
    return new WizardScreen(world.client(), world.background(), new AroundWizard(this));
  }

  private MapScreen map() {
    return new MapScreen(world, new AroundMap(this, this::show, this::closeDialog, toasts));
  }

  private void show(Node dialog) {
    ((Region) dialog).setMaxHeight(Region.USE_PREF_SIZE);
    dialogs.setAlignment(Pos.CENTER);
    dialogs.show(dialog);
  }

  private void closeDialog() {
    dialogs.hide(true);
    shown.ifPresent(Screen::shown);
  }

  private void palette() {
    var palette = new PalettePane(this, this::closeDialog);
    show(palette.node());
    palette.focus();
  }

  @Override
  public void form(Purpose purpose) {
    boolean host = purpose instanceof Purpose.Create(var kind) && kind.name().equals("host");
    if (host && world.hasWizard()) {
      go(new Place.AddHosts());
      return;
    }
    var pane = new FormPane(new FormModel(world, purpose), _ -> finished(), this::closeDialog);
    show(pane.node());
    pane.focus();
  }

  private void finished() {
    closeDialog();
    showTasks();
  }

  @Override
  public void act(List<Resource> resources, ActionSchema action) {
    if (!action.input().isEmpty() && resources.size() == 1) {
      form(new Purpose.Act(world.kind(resources.getFirst().kind()), resources.getFirst(), action));
    } else if (action.destructive()) {
      show(
          ConfirmPane.of(
              resources, action, this::closeDialog, () -> doer.act(resources, action, Map.of())));
    } else {
      doer.act(resources, action, Map.of());
    }
  }

  @Override
  public void remove(List<Resource> resources) {
    if (resources.isEmpty()) return;
    show(new RemovalPane(doer, resources, this::closeDialog, () -> doer.remove(resources)).node());
  }

  @Override
  public void screen(Resource machine) {
    var open = screens.get(machine.id());
    if (open == null || !open.isShowing()) {
      open =
          new VncWindow(
              world.background(),
              machine.name(),
              () -> world.client().screen(machine.kind(), machine.id()),
              theme::dress);
      screens.put(machine.id(), open);
    }
    open.show();
  }

  @Override
  public void terminal(Resource host) {
    var open = terminals.get(host.id());
    if (open == null || !open.isShowing()) {
      open =
          new TerminalWindow(
              world.background(),
              host.name(),
              () -> world.client().terminal(host.kind(), host.id()),
              theme::dress);
      terminals.put(host.id(), open);
    }
    open.show();
  }

  @Override
  public void upload(Resource image) {
    var chooser = new FileChooser();
    boolean whole = image.kind().equals("virtualMachine");
    chooser.setTitle(say(whole ? "upload.choose.machine" : "upload.choose", image.name()));
    var file = chooser.showOpenDialog(root.getScene().getWindow());
    if (file == null) return;
    world
        .background()
        .ask(
            () -> {
              try (var in = Files.newInputStream(file.toPath())) {
                return world.client().upload(image.kind(), image.id(), in);
              }
            },
            r -> world.refresh(r.kind(), r.id()),
            why -> complain(say("upload.what", file.getName()), why));
  }

  @Override
  public void download(Resource volume) {
    var chooser = new FileChooser();
    chooser.setTitle(say("download.choose", volume.name()));
    var format = volume.text("format");
    chooser.setInitialFileName(volume.name() + "." + (format.isEmpty() ? "tar" : format));
    var file = chooser.showSaveDialog(root.getScene().getWindow());
    if (file == null) return;
    world
        .background()
        .ask(
            () -> {
              // what was there stays until all of it has come
              var part = file.toPath().resolveSibling(file.getName() + ".part");
              try (var content = world.client().download(volume.kind(), volume.id())) {
                Files.copy(content.stream(), part, StandardCopyOption.REPLACE_EXISTING);
                return Files.move(part, file.toPath(), StandardCopyOption.REPLACE_EXISTING);
              } finally {
                Files.deleteIfExists(part);
              }
            },
            _ -> world.refresh(volume.kind(), volume.id()),
            why -> complain(say("download.what", file.getName()), why));
  }

  @Override
  public void complain(String what, Refused why) {
    toasts.complain(what, why);
  }

  /// Closes the windows of remote screens and all streams.
  public void close() {
    screens.values().forEach(VncWindow::close);
    terminals.values().forEach(TerminalWindow::close);
    shown.ifPresent(Screen::hidden);
    for (var screen : kept.values()) if (screen instanceof WizardScreen wizard) wizard.close();
  }
}
