package io.stampede.desktop.wizard;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.desktop.part.Nodes;
import io.stampede.wizard.HostRow;
import io.stampede.wizard.Shown;
import io.stampede.wizard.Stand;
import io.stampede.wizard.Step;
import io.stampede.wizard.Wizard;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The sixth step: each host on its way, with cancel and resume.
final class GoPane implements StepPane {
  private final Keyed<HostRow> hosts;
  private final Label none = Nodes.label(say("go.none"), "muted");
  private final VBox root = new VBox(14);

  GoPane(Wizard wizard, Commands commands, Around around) {
    hosts = new Keyed<>(10, HostRow::id, () -> new Card(wizard, commands, around));
    root.getChildren().addAll(none, hosts.node());
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public void show(Shown shown) {
    var here = shown.at(Step.GO);
    Parts.shown(none, here.isEmpty());
    hosts.show(here);
  }

  private static final class Card implements Keyed.View<HostRow> {
    private final VBox facts = new VBox(8);
    private final ProgressBar bar = new ProgressBar();
    private final Button resume;
    private final Button open;
    private final Button leave;
    private final VBox root;
    private Optional<HostRow> shown = Optional.empty();

    Card(Wizard wizard, Commands commands, Around around) {
      resume =
          Parts.small(
              "go-resume",
              say("go.resume"),
              "retry",
              () -> shown.ifPresent(h -> commands.run(() -> wizard.resume(h.id()))));
      open =
          Parts.small(
              "go-open", say("go.open"), "open", () -> shown.ifPresent(h -> around.open(h.host())));
      leave =
          Parts.leaveOut("", () -> shown.ifPresent(h -> commands.run(() -> wizard.cancel(h.id()))));
      bar.setMaxWidth(Double.MAX_VALUE);
      bar.getStyleClass().add("thin");
      root = new VBox(8, facts, bar, new HBox(8, resume, open, Nodes.space(), leave));
      root.getStyleClass().add("card");
    }

    @Override
    public Node node() {
      return root;
    }

    @Override
    public void show(HostRow host) {
      shown = Optional.of(host);
      root.setId("go-" + host.name());
      var head = Parts.head(host);
      if (host.stand().isMoving()) head.getChildren().add(Nodes.label(host.doing(), "muted"));
      facts.getChildren().setAll(head);
      boolean stuck = host.stand() == Stand.STUCK;
      if (stuck) Parts.problem(host.problem()).ifPresent(facts.getChildren()::add);
      Parts.problem(host.refusal()).ifPresent(facts.getChildren()::add);
      Parts.shown(bar, host.stand().isMoving());
      bar.setProgress(
          host.progress().isPresent()
              ? host.progress().getAsInt() / 100.0
              : ProgressBar.INDETERMINATE_PROGRESS);
      bar.setAccessibleText(host.name() + " " + host.doing());
      Parts.shown(resume, stuck && host.retryable());
      Parts.shown(open, host.stand() == Stand.ADDED);
      Parts.shown(leave, stuck || host.stand() == Stand.ADDING);
    }
  }
}
