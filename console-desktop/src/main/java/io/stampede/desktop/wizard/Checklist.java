package io.stampede.desktop.wizard;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.desktop.part.Nodes;
import io.stampede.wizard.Check;
import io.stampede.wizard.HostRow;
import io.stampede.wizard.Stand;
import io.stampede.wizard.Wizard;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The checks of one host, worst first; those that are fine are folded away as soon as there are
/// others.
final class Checklist implements Keyed.View<HostRow> {
  private final Keyed<Check> rough;
  private final Keyed<Check> fine;
  private final TitledPane fold = new TitledPane();
  private final HBox calm = new HBox(8);
  private final VBox head = new VBox(8);
  private final Button again;
  private final Button leave;
  private final VBox root = new VBox(10);
  private Optional<HostRow> shown = Optional.empty();
  private boolean turned;

  Checklist(Wizard wizard, Commands commands) {
    rough = new Keyed<>(8, Check::name, () -> line(wizard, commands));
    fine = new Keyed<>(2, Check::name, () -> line(wizard, commands));
    again =
        Parts.small(
            "checks-again",
            say("checks.retryAll"),
            "retry",
            () -> shown.ifPresent(h -> commands.run(() -> wizard.recheck(h.id(), List.of()))));
    leave =
        Parts.leaveOut("", () -> shown.ifPresent(h -> commands.run(() -> wizard.cancel(h.id()))));
    fold.setContent(fine.node());
    fold.setId("checks-fine");
    fold.setAnimated(false);
    fold.getStyleClass().add("more");
    fold.setOnMouseClicked(_ -> turned = true);
    fold.setOnKeyPressed(_ -> turned = true);
    calm.setAlignment(Pos.CENTER_LEFT);
    calm.getStyleClass().addAll("card", "calm");
    root.getChildren().addAll(head, calm, rough.node(), fold);
    root.getStyleClass().add("checklist");
  }

  private CheckLine line(Wizard wizard, Commands commands) {
    return new CheckLine(
        name -> shown.ifPresent(h -> commands.run(() -> wizard.recheck(h.id(), List.of(name)))),
        name -> shown.ifPresent(h -> commands.run(() -> wizard.fix(h.id(), name))));
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public void show(HostRow host) {
    shown = Optional.of(host);
    root.setId("checklist-" + host.name());
    var line = Parts.head(host);
    line.getChildren()
        .addAll(Nodes.label(host.tally().text(), "muted"), Nodes.space(), again, leave);
    head.getChildren().setAll(line);
    if (host.stand() == Stand.BLOCKED || host.stand() == Stand.STUCK) {
      Parts.problem(host.problem()).ifPresent(head.getChildren()::add);
    }
    Parts.problem(host.refusal()).ifPresent(head.getChildren()::add);
    var open = host.checks().stream().filter(c -> !c.isWell()).toList();
    var well = host.checks().stream().filter(Check::isWell).toList();
    rough.show(open);
    fine.show(well);
    boolean allFine = open.isEmpty() && !well.isEmpty();
    Parts.shown(calm, allFine);
    calm.getChildren()
        .setAll(Parts.mark("well", "good"), Nodes.label(say("checks.allFine", well.size())));
    fold.setText(say("checks.fine", well.size()));
    Parts.shown(fold, !well.isEmpty());
    if (!turned) fold.setExpanded(false);
    again.setDisable(host.stand() == Stand.ADDING || host.stand() == Stand.ADDED);
  }
}
