package io.stampede.desktop.wizard;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.desktop.part.Nodes;
import io.stampede.wizard.HostRow;
import io.stampede.wizard.Stand;
import io.stampede.wizard.Step;
import io.stampede.wizard.Trust;
import io.stampede.wizard.Wizard;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// One host's key: what it is, where it is known from, and whether it is the one pasted.
final class TrustCard implements Keyed.View<HostRow> {
  private final Supplier<Set<String>> pasted;
  private final VBox root = new VBox(8);
  private final VBox facts = new VBox(6);
  private final Button take;
  private final Button retry;
  private final Button leave;
  private Optional<HostRow> shown = Optional.empty();

  TrustCard(Wizard wizard, Commands commands, Supplier<Set<String>> pasted) {
    this.pasted = pasted;
    take =
        Parts.small(
            "trust-take",
            say("trust.take"),
            "key",
            () -> host(h -> commands.run(() -> wizard.trust(h.id(), h.presentedKey()))));
    retry =
        Parts.small(
            "trust-retry",
            say("retry"),
            "retry",
            () -> host(h -> commands.run(() -> wizard.resume(h.id()))));
    leave = Parts.leaveOut("", () -> host(h -> commands.run(() -> wizard.cancel(h.id()))));
    var buttons = new HBox(8, take, retry, Nodes.space(), leave);
    buttons.setAlignment(Pos.CENTER_LEFT);
    root.getChildren().addAll(facts, buttons);
    root.getStyleClass().addAll("card", "trust-card");
  }

  private void host(java.util.function.Consumer<HostRow> then) {
    shown.ifPresent(then);
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public void show(HostRow host) {
    shown = Optional.of(host);
    root.setId("trust-" + host.name());
    facts.getChildren().setAll(Parts.head(host));
    if (host.stand() == Stand.KEY_CHANGED) {
      facts.getChildren().add(Nodes.problem(say("trust.changed"), say("trust.changed.next")));
    } else {
      Parts.problem(host.problem()).ifPresent(facts.getChildren()::add);
    }
    Parts.problem(host.refusal()).ifPresent(facts.getChildren()::add);
    if (!host.presentedKey().isEmpty()) key(host);
    boolean asks = host.stand() == Stand.ASKS_TRUST;
    boolean changed = host.stand() == Stand.KEY_CHANGED;
    Parts.shown(take, asks || changed);
    take.setText(say(changed ? "trust.takeChanged" : "trust.take"));
    take.getStyleClass().removeAll("accent", "danger");
    take.getStyleClass().add(changed ? "danger" : "accent");
    Parts.shown(retry, host.retryable() && host.stand() == Stand.UNREACHABLE);
    Parts.shown(leave, host.stand().step() == Step.TRUST);
    root.pseudoClassStateChanged(
        javafx.css.PseudoClass.getPseudoClass("given"), host.trust().isGiven());
  }

  private void key(HostRow host) {
    var print = Nodes.paragraph(host.presentedKey(), "fingerprint");
    var about = new HBox(10, Nodes.label(host.keyType(), "muted"), compared(host));
    about.setAlignment(Pos.CENTER_LEFT);
    if (!host.pinnedBy().isEmpty()) {
      about.getChildren().add(Nodes.label(say("trust.pinned", host.pinnedBy()), "muted"));
    }
    facts.getChildren().addAll(print, about);
  }

  private Node compared(HostRow host) {
    if (host.trust() == Trust.AUTHORITY) return good(say("trust.given.authority"));
    if (host.trust() == Trust.TRUSTED) return good(say("trust.given"));
    if (pasted.get().isEmpty()) return new HBox();
    return pasted.get().contains(host.presentedKey())
        ? good(say("trust.same"))
        : new HBox(6, Parts.mark("warn", "warn"), Nodes.label(say("trust.different")));
  }

  private static Node good(String words) {
    var line = new HBox(6, Parts.mark("well", "good"), Nodes.label(words));
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }
}
