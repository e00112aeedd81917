package io.stampede.desktop.wizard;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.desktop.part.Nodes;
import io.stampede.wizard.HostRow;
import io.stampede.wizard.Shown;
import io.stampede.wizard.Step;
import io.stampede.wizard.Wizard;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The fourth step and the heart: the live checklist of one host; of many a matrix first.
final class ChecksPane implements StepPane {
  private final Wizard wizard;
  private final MatrixPane matrix;
  private final Keyed<HostRow> list;
  private final Node none = Nodes.label(say("checks.none"), "muted");
  private final HBox tools = new HBox(8);
  private final VBox root = new VBox(14);
  private Optional<String> chosen = Optional.empty();

  ChecksPane(Wizard wizard, Commands commands) {
    this.wizard = wizard;
    this.matrix = new MatrixPane(this::choose);
    this.list = new Keyed<>(14, HostRow::id, () -> new Checklist(wizard, commands));
    tools
        .getChildren()
        .add(
            Parts.small(
                "checks-again-all",
                say("checks.retryOnAll"),
                "retry",
                () -> commands.run(() -> wizard.recheckAll(""))));
    root.getChildren().addAll(none, tools, matrix.node(), list.node());
  }

  private void choose(String id) {
    chosen = Optional.of(id);
    show(wizard.shown());
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public void show(Shown shown) {
    var hosts = shown.at(Step.CHECKS);
    boolean many = hosts.size() > 1;
    Parts.shown(none, hosts.isEmpty());
    Parts.shown(tools, many);
    Parts.shown(matrix.node(), many);
    var open = chosen.flatMap(id -> hosts.stream().filter(h -> h.id().equals(id)).findFirst());
    if (open.isEmpty()) open = hosts.stream().findFirst();
    if (many) matrix.show(shown.matrix(), open.map(HostRow::id).orElse(""));
    list.show(open.map(List::of).orElse(List.of()));
  }
}
