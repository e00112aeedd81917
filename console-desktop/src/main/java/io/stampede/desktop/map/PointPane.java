package io.stampede.desktop.map;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.client.PlanView;
import io.stampede.client.Refused;
import io.stampede.desktop.model.World;
import io.stampede.desktop.part.Nodes;
import io.stampede.topology.Arrow;
import io.stampede.topology.Pointing;
import io.stampede.topology.Topology;
import io.stampede.topology.Words;
import io.stampede.topology.Workload;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// Points a link, a port or a floating address at another workload: which one, what becomes of the
/// connections there are, and the plan before anything is done.
public final class PointPane {
  /// Room for a plan, so that nothing jumps when it comes.
  private static final double PLAN = 130;

  private final World world;
  private final Arrow arrow;
  private final Consumer<Pointing> done;
  private final Function<PlanView, Node> drawPlan;
  private final ComboBox<Workload> target = new ComboBox<>();
  private final RadioButton keep = new RadioButton(Words.say("point.keep"));
  private final RadioButton cut = new RadioButton(Words.say("point.cut"));
  private final VBox below = new VBox(8);
  private final Button verb = new Button();
  private final BorderPane root = new BorderPane();

  /// @param drawPlan draws what would be done
  /// @param done told what was asked for
  public PointPane(
      World world, Arrow arrow, Function<PlanView, Node> drawPlan, Consumer<Pointing> done) {
    this.world = world;
    this.arrow = arrow;
    this.done = done;
    this.drawPlan = drawPlan;
    root.setId("point");
    root.getStyleClass().addAll("dialog");
    var head = new VBox(4, Nodes.label(Words.say("point.title", arrow.label()), "title-3"));
    head.getStyleClass().add("dialog-head");
    root.setTop(head);
  }

  /// @param workload the key of the one that is proposed; may be empty
  public Node node(Topology topology, String workload, Runnable cancel) {
    var choices = Pointing.choices(topology, arrow);
    below.setMinHeight(PLAN);
    target.setId("point-target");
    target.getItems().setAll(choices);
    target.setMaxWidth(Double.MAX_VALUE);
    target.setConverter(new Names());
    target.setAccessibleText(Words.say("point.target"));
    choices.stream().filter(w -> w.key().equals(workload)).findFirst().ifPresent(target::setValue);
    target.valueProperty().addListener(_ -> changed());
    var both = new ToggleGroup();
    keep.setToggleGroup(both);
    cut.setToggleGroup(both);
    cut.setId("point-cut");
    keep.setSelected(true);
    both.selectedToggleProperty().addListener(_ -> changed());
    var fields =
        new VBox(
            8,
            Nodes.label(Words.say("point.target"), "field-label"),
            target,
            Nodes.label(Words.say("point.connections"), "field-label"),
            keep,
            cut,
            below);
    if (choices.isEmpty()) fields.getChildren().addFirst(Nodes.paragraph(Words.say("point.none")));
    fields.getStyleClass().add("dialog-body");
    root.setCenter(Nodes.scroll(fields));
    root.setBottom(foot(cancel));
    changed();
    return root;
  }

  private Node foot(Runnable cancel) {
    var away = new Button(say("cancel"));
    away.setId("point-cancel");
    away.setOnAction(_ -> cancel.run());
    verb.setId("point-verb");
    verb.getStyleClass().add("accent");
    verb.setDefaultButton(true);
    verb.setOnAction(_ -> wanted().ifPresent(this::point));
    var foot = new HBox(8, Nodes.space(), away, verb);
    foot.setAlignment(Pos.CENTER_LEFT);
    foot.getStyleClass().add("dialog-foot");
    return foot;
  }

  private Optional<Pointing> wanted() {
    return Optional.ofNullable(target.getValue())
        .map(w -> new Pointing(arrow, w, cut.isSelected()));
  }

  private void changed() {
    var wanted = wanted();
    verb.setDisable(wanted.isEmpty());
    verb.setText(
        wanted.map(p -> Words.say("point.do", p.target().name())).orElse(Words.say("point.verb")));
    below.getChildren().clear();
    wanted.ifPresent(p ->
        world
            .background()
            .ask(
                () -> p.plan(world.client()),
                plan -> {
                  if (wanted().equals(wanted)) below.getChildren().setAll(drawPlan.apply(plan));
                },
                this::refused));
  }

  private void point(Pointing pointing) {
    verb.setDisable(true);
    world
        .background()
        .ask(
            () -> pointing.ask(world.client()),
            made -> {
              world.refresh(made.kind(), made.id());
              done.accept(pointing);
            },
            this::refused);
  }

  private void refused(Refused why) {
    verb.setDisable(false);
    below.getChildren().setAll(Nodes.problem(why.problem().message(), why.problem().fix()));
  }

  /// A workload by name and address.
  private static final class Names extends StringConverter<Workload> {
    @Override
    public String toString(@Nullable Workload w) {
      return w == null ? "" : w.name() + " · " + w.plugs().getFirst().address();
    }

    @Override
    public @Nullable Workload fromString(String text) {
      return null;
    }
  }
}
