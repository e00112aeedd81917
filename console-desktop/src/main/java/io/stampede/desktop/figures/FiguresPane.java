package io.stampede.desktop.figures;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.client.Refused;
import io.stampede.desktop.model.Words;
import io.stampede.desktop.part.Nodes;
import io.stampede.figures.Figures;
import io.stampede.figures.Resolution;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// CPU, memory, disk and network of a host as charts: live as long as they are looked at.
public final class FiguresPane {
  /// Reads figures in the background and hands them over on the toolkit's thread.
  public interface Source {
    void read(
        Instant from, Resolution fine, Consumer<List<Figures>> then, Consumer<Refused> otherwise);
  }

  private static final double PERCENT = 100;

  private final Source source;
  private final FigureChart cpu;
  private final FigureChart memory;
  private final FigureChart disk;
  private final FigureChart network;
  private final Label space = Nodes.label("", "muted");
  private final VBox notice = new VBox();
  private final GridPane charts = new GridPane(14, 14);
  private final VBox root = new VBox(14);
  private final Timeline live =
      new Timeline(
          new KeyFrame(Duration.millis(Resolution.TEN_SECONDS.step().toMillis()), _ -> read()));
  private Range range = Range.HOUR;

  public FiguresPane(Source source) {
    this.source = source;
    cpu =
        new FigureChart(
            "cpu",
            say("figures.cpu"),
            v -> String.format(Locale.ROOT, v < 10 && v > 0 ? "%.1f %%" : "%.0f %%", v),
            List.of(new FigureChart.Curve(say("figures.used"), "one", Figures::cpuPercent)));
    memory =
        new FigureChart(
            "memory",
            say("figures.memory"),
            FiguresPane::bytes,
            List.of(new FigureChart.Curve(say("figures.used"), "one", Figures::memoryUsed)));
    disk =
        new FigureChart(
            "disk",
            say("figures.disk"),
            FiguresPane::rate,
            List.of(
                new FigureChart.Curve(say("figures.read"), "one", Figures::diskRead),
                new FigureChart.Curve(say("figures.write"), "two", Figures::diskWrite)));
    network =
        new FigureChart(
            "network",
            say("figures.network"),
            FiguresPane::rate,
            List.of(
                new FigureChart.Curve(say("figures.in"), "one", Figures::netIn),
                new FigureChart.Curve(say("figures.out"), "two", Figures::netOut)));
    live.setCycleCount(Animation.INDEFINITE);
    arrange();
  }

  private void arrange() {
    var half = new ColumnConstraints();
    half.setPercentWidth(50);
    charts.getColumnConstraints().addAll(half, half);
    charts.add(cpu.node(), 0, 0);
    charts.add(memory.node(), 1, 0);
    charts.add(disk.node(), 0, 1);
    charts.add(network.node(), 1, 1);
    root.getChildren().addAll(ranges(), notice, charts);
    root.setId("figures");
    root.getStyleClass().addAll("page", "figures");
  }

  private Node ranges() {
    var group = new ToggleGroup();
    var line = new HBox();
    line.setAlignment(Pos.CENTER_LEFT);
    line.setAccessibleText(say("figures.range"));
    for (var each : Range.values()) {
      var button = new ToggleButton(each.label());
      button.setId("range-" + each.word());
      button.setToggleGroup(group);
      button.setSelected(each == range);
      button
          .getStyleClass()
          .addAll(
              "small",
              switch (each) {
                case HOUR -> "left-pill";
                case DAY -> "center-pill";
                case MONTH -> "right-pill";
              });
      button.setOnAction(_ -> {
        button.setSelected(true);
        range = each;
        read();
      });
      line.getChildren().add(button);
    }
    space.setId("figures-space");
    var all = new HBox(14, line, Nodes.space(), space);
    all.setAlignment(Pos.CENTER_LEFT);
    return all;
  }

  public Node node() {
    return root;
  }

  /// It is looked at, or no longer.
  public void seen(boolean seen) {
    if (!seen) {
      live.stop();
      return;
    }
    read();
    live.play();
  }

  private void read() {
    var over = range;
    var now = Instant.now();
    source.read(
        now.minus(over.length()),
        over.resolution(),
        figures -> {
          if (over == range) show(figures, now);
        },
        refused ->
            notice
                .getChildren()
                .setAll(Nodes.problem(refused.problem().message(), refused.problem().fix())));
  }

  private void show(List<Figures> figures, Instant now) {
    notice.getChildren().clear();
    if (figures.isEmpty()) {
      notice.getChildren().setAll(Nodes.paragraph(say("figures.none"), "muted"));
    }
    double total = figures.isEmpty() ? 0 : figures.getLast().memoryTotal();
    cpu.show(figures, range, now, PERCENT);
    memory.show(figures, range, now, total);
    disk.show(figures, range, now, 0);
    network.show(figures, range, now, 0);
    space.setText(
        figures.isEmpty()
            ? ""
            : say(
                "figures.diskSpace",
                bytes(figures.getLast().diskUsed()),
                bytes(figures.getLast().diskTotal())));
  }

  private static String bytes(double value) {
    return Words.size(Math.round(value), "bytes");
  }

  private static String rate(double value) {
    return say("figures.perSecond", bytes(value));
  }
}
