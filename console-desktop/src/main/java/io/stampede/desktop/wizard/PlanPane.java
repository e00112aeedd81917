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
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The fifth step: exactly what will be written, loaded, started and changed.
final class PlanPane implements StepPane {
  private final Keyed<HostRow> hosts;
  private final Label none = Nodes.label(say("plan.none"), "muted");
  private final Label blocked = Nodes.paragraph("", "muted");
  private final VBox root = new VBox(14);

  PlanPane(Wizard wizard, Commands commands) {
    hosts = new Keyed<>(10, HostRow::id, () -> new Card(wizard, commands));
    root.getChildren().addAll(none, hosts.node(), blocked);
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public void show(Shown shown) {
    var here = shown.in(Step.PLAN);
    Parts.shown(none, here.isEmpty());
    hosts.show(here);
    int waiting = shown.standing(Stand.BLOCKED).size();
    blocked.setText(say("plan.blocked", waiting));
    Parts.shown(blocked, waiting > 0);
  }

  private static final class Card implements Keyed.View<HostRow> {
    private final VBox facts = new VBox(6);
    private final VBox root;
    private Optional<HostRow> shown = Optional.empty();

    Card(Wizard wizard, Commands commands) {
      Button only =
          Parts.small(
              "plan-add",
              say("plan.add"),
              "create",
              () -> shown.ifPresent(h -> commands.run(() -> wizard.add(h.id()))));
      var leave =
          Parts.leaveOut("", () -> shown.ifPresent(h -> commands.run(() -> wizard.cancel(h.id()))));
      root = new VBox(10, facts, new HBox(8, only, Nodes.space(), leave));
      root.getStyleClass().add("card");
    }

    @Override
    public Node node() {
      return root;
    }

    @Override
    public void show(HostRow host) {
      shown = Optional.of(host);
      root.setId("plan-" + host.name());
      var head = Parts.head(host);
      head.getChildren().add(Nodes.label(host.tally().text(), "muted"));
      facts.getChildren().setAll(head);
      Parts.problem(host.refusal()).ifPresent(facts.getChildren()::add);
      if (host.changes().isEmpty()) facts.getChildren().add(Nodes.label(say("plan.nothing")));
      int number = 1;
      for (var change : host.changes()) {
        var count = Nodes.label(number++ + ".", "muted");
        count.setMinWidth(Region.USE_PREF_SIZE);
        facts.getChildren().add(new HBox(8, count, Nodes.paragraph(change)));
      }
    }
  }
}
