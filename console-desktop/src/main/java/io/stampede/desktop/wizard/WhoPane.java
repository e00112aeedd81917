package io.stampede.desktop.wizard;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.desktop.background.Background;
import io.stampede.desktop.part.Nodes;
import io.stampede.wizard.Shown;
import io.stampede.wizard.Target;
import io.stampede.wizard.Who;
import io.stampede.wizard.Wizard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

/// The second step: how the console logs in.
final class WhoPane implements StepPane {
  private static final int MAX_FILE = 64 * 1024;

  private final Wizard wizard;
  private final Background background;
  private final ToggleGroup methods = new ToggleGroup();
  private final Map<String, Parts.Input> inputs = new LinkedHashMap<>();
  private final Label help = Nodes.paragraph("", "muted");
  private final Label count = Nodes.label("", "strong");
  private final Keyed<Target> targets;
  private final VBox root = new VBox(16);

  WhoPane(Wizard wizard, Background background) {
    this.wizard = wizard;
    this.background = background;
    add(Who.PRIVATE_KEY, area(6), say("who.privateKey.help"));
    add(Who.PASSPHRASE, new PasswordField(), say("who.passphrase.help"));
    add(Who.CERTIFICATE, area(2), say("who.certificate.help"));
    add(Who.PASSWORD, new PasswordField(), "");
    var file = Nodes.button("who-file", say("who.privateKey.file"), "file", this::chooseFile);
    file.getStyleClass().add("small");
    input(Who.PRIVATE_KEY).node().getChildren().add(2, file);
    targets = new Keyed<>(4, Target::text, () -> new WherePane.TargetLine(wizard));
    root.getChildren().addAll(methods(), help);
    inputs.values().forEach(i -> root.getChildren().add(i.node()));
    root.getChildren().addAll(count, targets.node());
    root.getStyleClass().add("wizard-form");
  }

  private Node methods() {
    var line = new HBox();
    line.setAlignment(Pos.CENTER_LEFT);
    line.setAccessibleText(say("who.method"));
    for (var method : Who.Method.values()) {
      var button = new ToggleButton(method.label());
      button.setId("method-" + method.name().toLowerCase(java.util.Locale.ROOT));
      button.setToggleGroup(methods);
      button.setUserData(method);
      button.setAccessibleHelp(method.help());
      button.getStyleClass().add(place(method));
      button.setOnAction(_ -> {
        button.setSelected(true);
        wizard.choose(method);
      });
      line.getChildren().add(button);
    }
    return line;
  }

  private static String place(Who.Method method) {
    if (method.ordinal() == 0) return "left-pill";
    return method.ordinal() == Who.Method.values().length - 1 ? "right-pill" : "center-pill";
  }

  private static TextArea area(int rows) {
    var area = new TextArea();
    area.setPrefRowCount(rows);
    area.getStyleClass().add("code");
    return area;
  }

  private void add(String field, TextInputControl control, String words) {
    control.textProperty().addListener((_, _, now) -> typed(field, now));
    inputs.put(field, Parts.input("who-" + field, say("who." + field), words, control));
  }

  private void typed(String field, String now) {
    if (!now.equals(wizard.shown().who().value(field))) wizard.typeSecret(field, now);
  }

  private Parts.Input input(String field) {
    var input = inputs.get(field);
    if (input == null) throw new IllegalArgumentException(field);
    return input;
  }

  private void chooseFile() {
    var chooser = new FileChooser();
    chooser.setTitle(say("who.privateKey"));
    var ssh = Path.of(System.getProperty("user.home"), ".ssh");
    if (Files.isDirectory(ssh)) chooser.setInitialDirectory(ssh.toFile());
    var file = chooser.showOpenDialog(root.getScene().getWindow());
    if (file == null) return;
    var key = input(Who.PRIVATE_KEY);
    background.ask(
        () -> read(file.toPath()),
        key.control()::setText,
        refused -> key.wrong(refused.problem().message()));
  }

  private static String read(Path file) throws IOException {
    if (Files.size(file) > MAX_FILE) throw new IOException(say("who.tooLarge", file.getFileName()));
    return Files.readString(file);
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public boolean focus() {
    var fields = wizard.shown().who().method().fields();
    if (!fields.isEmpty()) input(fields.getFirst()).control().requestFocus();
    return !fields.isEmpty();
  }

  @Override
  public void show(Shown shown) {
    var method = shown.who().method();
    for (var toggle : List.copyOf(methods.getToggles())) {
      toggle.setSelected(method.equals(toggle.getUserData()));
    }
    help.setText(method.help());
    inputs.forEach((field, input) -> {
      Parts.shown(input.node(), method.fields().contains(field));
      input.text(shown.who().value(field));
      var error = shown.errors().getOrDefault(field, "");
      input.wrong(error.isEmpty() ? "" : say("who." + field) + " " + error);
    });
    var still = new ArrayList<>(shown.targets());
    count.setText(say("who.for", still.size()));
    Parts.shown(count, !still.isEmpty());
    targets.show(still);
  }
}
