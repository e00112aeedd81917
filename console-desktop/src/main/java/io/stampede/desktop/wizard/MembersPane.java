package io.stampede.desktop.wizard;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.desktop.part.Icons;
import io.stampede.desktop.part.Nodes;
import io.stampede.wizard.HostRow;
import io.stampede.wizard.Shown;
import io.stampede.wizard.Target;
import io.stampede.wizard.Wizard;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// Asks a known host for the other members of its cluster, and takes those that a person wants.
final class MembersPane {
  private final Wizard wizard;
  private final Around around;
  private final ComboBox<String> known = new ComboBox<>();
  private final Button ask;
  private final Button take;
  private final VBox found = new VBox(4);
  private final VBox root = new VBox(8);
  private final Set<Target> left = new HashSet<>();
  private List<Target> members = List.of();
  private Map<String, String> names = Map.of();

  MembersPane(Wizard wizard, Commands commands, Around around) {
    this.wizard = wizard;
    this.around = around;
    known.setId("discover-from");
    known.setPromptText(say("where.discover.choose"));
    known.setAccessibleText(say("where.discover.choose"));
    known.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable String id) {
            return id == null ? "" : names.getOrDefault(id, id);
          }

          @Override
          public String fromString(String text) {
            return text;
          }
        });
    ask =
        Nodes.button(
            "discover-ask",
            say("where.discover.ask"),
            "discover",
            () -> {
              var id = known.getValue();
              if (id != null) commands.run(() -> wizard.discover(id));
            });
    take =
        Nodes.button(
            "members-take",
            say("where.members.take", 0),
            "create",
            () -> {
              var wanted = members.stream().filter(m -> !left.contains(m)).toList();
              commands.run(() -> wizard.take(wanted));
            });
    take.getStyleClass().add("accent");
    var line = new HBox(8, known, ask);
    line.setAlignment(Pos.CENTER_LEFT);
    var title = new HBox(8, Icons.of("discover"), Nodes.label(say("where.discover"), "strong"));
    title.setAlignment(Pos.CENTER_LEFT);
    root.getChildren()
        .addAll(title, Nodes.paragraph(say("where.discover.help"), "muted"), line, found, take);
    root.getStyleClass().addAll("card", "plan");
    root.setId("discover");
  }

  Node node() {
    return root;
  }

  void show(Shown shown) {
    names = new LinkedHashMap<>(around.hosts());
    shown.hosts().stream().filter(h -> h.trust().isGiven()).forEach(this::name);
    if (!known.getItems().equals(List.copyOf(names.keySet()))) {
      known.getItems().setAll(names.keySet());
    }
    Parts.shown(root, !names.isEmpty() || !shown.members().isEmpty());
    ask.setDisable(shown.busy());
    if (!members.equals(shown.members())) {
      members = shown.members();
      left.clear();
      found.getChildren().setAll(members.stream().map(this::line).toList());
    }
    Parts.shown(take, !members.isEmpty());
    counted();
  }

  private void name(HostRow host) {
    names.put(host.id(), host.name());
  }

  private Node line(Target member) {
    var words =
        List.of(member.name(), member.text(), member.source()).stream()
            .filter(w -> !w.isEmpty())
            .toList();
    var box = new CheckBox(String.join(" · ", words));
    box.setSelected(true);
    box.selectedProperty()
        .addListener((_, _, now) -> {
          if (now) left.remove(member);
          else left.add(member);
          counted();
        });
    return box;
  }

  private void counted() {
    int wanted = members.size() - left.size();
    take.setText(say("where.members.take", wanted));
    take.setDisable(wanted == 0 || wizard.shown().busy());
  }
}
