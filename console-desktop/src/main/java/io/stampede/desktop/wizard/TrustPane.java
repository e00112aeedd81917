package io.stampede.desktop.wizard;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.desktop.part.Nodes;
import io.stampede.wizard.HostRow;
import io.stampede.wizard.Shown;
import io.stampede.wizard.Stand;
import io.stampede.wizard.Step;
import io.stampede.wizard.Wizard;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The third step: each host's key, to be compared by a person before anything secret is sent.
final class TrustPane implements StepPane {
  private static final Pattern PRINT = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");
  static final String HOW = "for f in /etc/ssh/ssh_host_*_key.pub; do ssh-keygen -lf $f; done";

  private final Wizard wizard;
  private final TextArea pasted = new TextArea();
  private final Button takeSame;
  private final Button takeAll;
  private final Keyed<HostRow> hosts;
  private final VBox compare;
  private final VBox root = new VBox(14);

  TrustPane(Wizard wizard, Commands commands) {
    this.wizard = wizard;
    takeSame =
        Nodes.button(
            "trust-same",
            say("trust.takeSame", 0),
            "done",
            () -> {
              var same = same();
              commands.run(() -> wizard.trustAll(same));
            });
    takeAll =
        Nodes.button(
            "trust-all",
            say("trust.takeAll", 1),
            "key",
            () -> {
              var all = asking(wizard.shown());
              commands.run(() -> wizard.trustAll(all));
            });
    hosts = new Keyed<>(10, HostRow::id, () -> new TrustCard(wizard, commands, this::pastedPrints));
    compare = compare();
    root.getChildren().addAll(compare, hosts.node(), authority(commands));
  }

  private VBox compare() {
    pasted.setId("trust-pasted");
    pasted.setPrefRowCount(2);
    pasted.setPromptText(say("trust.compare.example"));
    pasted.setAccessibleText(say("trust.compare"));
    pasted.getStyleClass().add("code");
    pasted.textProperty().addListener(_ -> show(wizard.shown()));
    var box =
        new VBox(
            8,
            Nodes.paragraph(say("trust.compare.help"), "muted"),
            Parts.toCopy(HOW),
            pasted,
            new HBox(8, takeSame, takeAll));
    box.getStyleClass().addAll("card", "plan");
    return box;
  }

  private Node authority(Commands commands) {
    var line = new TextField();
    line.setPromptText("ssh-ed25519 AAAA…");
    var input =
        Parts.input("trust-authority", say("trust.authority"), say("trust.authority.help"), line);
    var take =
        Nodes.button(
            "trust-authority-take",
            say("trust.authority.take"),
            "key",
            () -> {
              var key = line.getText();
              commands.run(() -> wizard.trustAuthority(key));
            });
    take.disableProperty().bind(line.textProperty().isEmpty());
    var fold = new TitledPane(say("trust.authority"), new VBox(10, input.node(), take));
    fold.setId("trust-authority-fold");
    fold.setExpanded(false);
    fold.setAnimated(false);
    fold.getStyleClass().add("more");
    return fold;
  }

  private static List<HostRow> asking(Shown shown) {
    return shown.standing(Stand.ASKS_TRUST);
  }

  private Set<String> pastedPrints() {
    return PRINT
        .matcher(pasted.getText())
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }

  private List<HostRow> same() {
    var prints = pastedPrints();
    return asking(wizard.shown()).stream().filter(h -> prints.contains(h.presentedKey())).toList();
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public boolean focus() {
    pasted.requestFocus();
    return true;
  }

  @Override
  public void show(Shown shown) {
    int asking = asking(shown).size();
    Parts.shown(compare, asking > 0);
    takeAll.setText(say("trust.takeAll", asking));
    takeAll.setDisable(shown.busy() || asking == 0);
    takeSame.setText(say("trust.takeSame", same().size()));
    takeSame.setDisable(shown.busy() || same().isEmpty());
    hosts.show(shown.at(Step.TRUST));
  }
}
