package io.stampede.desktop.wizard;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.desktop.part.Nodes;
import io.stampede.wizard.Shown;
import io.stampede.wizard.Target;
import io.stampede.wizard.Where;
import io.stampede.wizard.Wizard;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The first step: addresses as people have them, or the members of a cluster that one host names.
final class WherePane implements StepPane {
  private final Wizard wizard;
  private final Map<String, Parts.Input> inputs;
  private final TextArea addresses = area(7);
  private final Keyed<Target> targets;
  private final MembersPane members;
  private final TitledPane more;
  private final VBox root = new VBox(16);

  WherePane(Wizard wizard, Commands commands, Around around) {
    this.wizard = wizard;
    this.members = new MembersPane(wizard, commands, around);
    addresses.setPromptText(say("where.addresses.example"));
    inputs =
        Map.of(
            Where.TEXT, input(Where.TEXT, "where.addresses", addresses),
            Where.USER, input(Where.USER, "where.user", new TextField()),
            Where.PORT, input(Where.PORT, "where.port", new TextField()),
            Where.JUMPS, input(Where.JUMPS, "where.jumps", area(2)),
            Where.LABELS, input(Where.LABELS, "where.labels", area(2)));
    targets = new Keyed<>(4, Target::text, () -> new TargetLine(wizard));
    var port = input(Where.PORT).node();
    port.setMaxWidth(120);
    var login = new HBox(16, input(Where.USER).node(), port);
    HBox.setHgrow(input(Where.USER).node(), Priority.ALWAYS);
    var two = new HBox(16, input(Where.JUMPS).node(), input(Where.LABELS).node());
    two.getChildren().forEach(n -> HBox.setHgrow(n, Priority.ALWAYS));
    more = new TitledPane(say("where.more"), two);
    more.setId("where-more");
    more.setExpanded(false);
    more.setAnimated(false);
    more.getStyleClass().add("more");
    root.getChildren()
        .addAll(input(Where.TEXT).node(), targets.node(), login, more, members.node());
    root.getStyleClass().add("wizard-form");
  }

  private Parts.Input input(String field, String key, javafx.scene.control.TextInputControl made) {
    var help = key.equals("where.port") ? "" : say(key + ".help");
    made.textProperty().addListener((_, _, now) -> typed(field, now));
    return Parts.input("where-" + field, say(key), help, made);
  }

  private void typed(String field, String now) {
    if (!now.equals(value(wizard.shown().where(), field))) wizard.type(field, now);
  }

  private Parts.Input input(String field) {
    var input = inputs.get(field);
    if (input == null) throw new IllegalArgumentException(field);
    return input;
  }

  private static TextArea area(int rows) {
    var area = new TextArea();
    area.setPrefRowCount(rows);
    area.getStyleClass().add("code");
    return area;
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public boolean focus() {
    addresses.requestFocus();
    return true;
  }

  @Override
  public void show(Shown shown) {
    inputs.forEach((field, input) -> {
      input.text(value(shown.where(), field));
      input.wrong(error(shown, field));
    });
    boolean folded = shown.errors().containsKey(Where.JUMPS);
    if (folded || shown.errors().containsKey(Where.LABELS)) more.setExpanded(true);
    targets.show(shown.targets());
    members.show(shown);
  }

  /// Of the addresses every line that is wrong, as they were typed.
  private static String error(Shown shown, String field) {
    var error = shown.errors().getOrDefault(field, "");
    if (!field.equals(Where.TEXT) || shown.lineErrors().isEmpty()) return error;
    return shown.lineErrors().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(e -> say("where.line", e.getKey(), e.getValue()))
        .collect(Collectors.joining("\n"));
  }

  static String value(Where where, String field) {
    return switch (field) {
      case Where.TEXT -> where.text();
      case Where.USER -> where.user();
      case Where.PORT -> where.port();
      case Where.JUMPS -> where.jumps();
      case Where.LABELS -> where.labels();
      default -> throw new IllegalArgumentException(field);
    };
  }

  /// One address that was taken, and can be taken back.
  static final class TargetLine implements Keyed.View<Target> {
    private final Wizard wizard;
    private final HBox line = new HBox(8);

    TargetLine(Wizard wizard) {
      this.wizard = wizard;
      line.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    }

    @Override
    public Node node() {
      return line;
    }

    @Override
    public void show(Target target) {
      var drop =
          Nodes.iconButton(
              "drop", say("where.drop", target.text()), "close", () -> wizard.drop(target));
      var words = List.of(target.name(), target.source());
      var about = words.stream().filter(w -> !w.isEmpty()).collect(Collectors.joining(" · "));
      line.getChildren()
          .setAll(
              Parts.dot(target.problem().isEmpty() ? "calm" : "bad"),
              Nodes.label(target.text(), "code"),
              Nodes.label(about, "muted"),
              Nodes.label(target.problem(), "problem-text"),
              drop);
    }
  }
}
