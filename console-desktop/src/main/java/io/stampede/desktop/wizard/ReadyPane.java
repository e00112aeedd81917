package io.stampede.desktop.wizard;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.desktop.part.Nodes;
import io.stampede.wizard.HostRow;
import io.stampede.wizard.Shown;
import io.stampede.wizard.Step;
import io.stampede.wizard.Wizard;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The last step: what is there now, and what to do with it.
final class ReadyPane implements StepPane {
  private final Wizard wizard;
  private final Keyed<HostRow> hosts;
  private final Label none = Nodes.label(say("ready.none"), "muted");
  private final Label remaining = Nodes.paragraph("", "muted");
  private final HBox rest;
  private final Button others;
  private final VBox next;
  private final VBox root = new VBox(18);

  ReadyPane(Wizard wizard, Commands commands, Around around) {
    this.wizard = wizard;
    hosts = new Keyed<>(8, HostRow::id, () -> new Line(around));
    others =
        Nodes.button(
            "ready-others",
            say("ready.others"),
            "discover",
            () -> {
              var first = first();
              wizard.turnTo(Step.WHERE);
              first.ifPresent(h -> commands.run(() -> wizard.discover(h.id())));
            });
    next =
        new VBox(
            10,
            Nodes.label(say("ready.next"), "title-4"),
            new FlowPane(
                8,
                8,
                Nodes.button(
                    "ready-vm",
                    say("ready.vm"),
                    "virtualMachine",
                    () -> around.create("virtualMachine")),
                Nodes.button(
                    "ready-container",
                    say("ready.container"),
                    "container",
                    () -> around.create("container")),
                others,
                Nodes.button(
                    "ready-more", say("ready.more"), "create", () -> wizard.turnTo(Step.WHERE))));
    rest =
        new HBox(
            10,
            Parts.mark("note", "calm"),
            remaining,
            Nodes.space(),
            Parts.small("ready-rest", say("ready.rest"), "open", this::turnToTheRest));
    rest.setId("ready-remaining");
    rest.setAlignment(Pos.CENTER_LEFT);
    root.getChildren().addAll(none, hosts.node(), rest, next);
  }

  private Optional<HostRow> first() {
    return wizard.shown().in(Step.READY).stream().findFirst();
  }

  private void turnToTheRest() {
    wizard.shown().remaining().stream().findFirst().ifPresent(h -> wizard.turnTo(h.stand().step()));
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public void show(Shown shown) {
    remaining.setText(shown.remainingText());
    Parts.shown(rest, !shown.remaining().isEmpty());
    var here = shown.in(Step.READY);
    Parts.shown(none, here.isEmpty());
    hosts.show(here);
    others.setDisable(here.isEmpty() || shown.busy());
  }

  private static final class Line implements Keyed.View<HostRow> {
    private final HBox words = new HBox(8);
    private final HBox root;
    private Optional<HostRow> shown = Optional.empty();

    Line(Around around) {
      var open =
          Parts.small(
              "ready-open",
              say("go.open"),
              "open",
              () -> shown.ifPresent(h -> around.open(h.host())));
      words.setAlignment(Pos.CENTER_LEFT);
      root = new HBox(8, Parts.mark("well", "good"), words, Nodes.space(), open);
      root.setAlignment(Pos.CENTER_LEFT);
      root.getStyleClass().addAll("card", "calm");
    }

    @Override
    public Node node() {
      return root;
    }

    @Override
    public void show(HostRow host) {
      shown = Optional.of(host);
      root.setId("ready-" + host.name());
      words
          .getChildren()
          .setAll(Nodes.label(host.name(), "strong"), Nodes.label(host.where(), "muted"));
    }
  }
}
