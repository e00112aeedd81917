package io.stampede.desktop.figures;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.client.Resource;
import io.stampede.desktop.model.Row;
import io.stampede.desktop.part.Nodes;
import io.stampede.figures.Figures;
import io.stampede.figures.Resolution;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Polyline;
import org.jspecify.annotations.Nullable;

/// How busy each host's CPU has been in the last minutes, in its row. Only the rows in sight are
/// read, and only while the list is looked at.
public final class Sparks {
  /// Reads figures in the background and hands them over on the toolkit's thread.
  public interface Source {
    void read(Resource host, Instant from, Consumer<List<Figures>> then);
  }

  private static final Duration SPAN = Duration.ofMinutes(15);
  private static final Duration STEP = Resolution.TEN_SECONDS.step();
  private static final int LATE = 3;
  private static final double WIDTH = 64;
  private static final double HEIGHT = 22;

  private final Source source;
  private final List<Cell> cells = new ArrayList<>();
  private final Map<String, List<Figures>> known = new HashMap<>();
  private final Timeline live =
      new Timeline(
          new KeyFrame(
              javafx.util.Duration.millis(STEP.toMillis()), _ -> cells.forEach(Cell::read)));

  public Sparks(Source source) {
    this.source = source;
    live.setCycleCount(Animation.INDEFINITE);
  }

  public TableColumn<Row, Resource> column() {
    var column = new TableColumn<Row, Resource>(say("figures.cpu"));
    column.setId("col-cpu");
    column.setPrefWidth(150);
    column.setMinWidth(146);
    column.setSortable(false);
    column.setCellValueFactory(cell -> cell.getValue().resourceProperty());
    column.setCellFactory(_ -> new Cell());
    return column;
  }

  /// The list is looked at, or no longer.
  public void seen(boolean seen) {
    if (!seen) {
      live.stop();
      return;
    }
    cells.forEach(Cell::read);
    live.play();
  }

  /// The newest figure, unless it is old.
  static Optional<Figures> newest(List<Figures> figures, Instant now) {
    if (figures.isEmpty()) return Optional.empty();
    var last = figures.getLast();
    return Optional.of(last).filter(f -> !f.at().plus(STEP.multipliedBy(LATE)).isBefore(now));
  }

  private static List<Polyline> lines(List<Figures> figures, Instant now) {
    var lines = new ArrayList<Polyline>();
    for (var curve : Curves.of(figures, STEP, Figures::cpuPercent)) {
      var line = new Polyline();
      for (var point : curve) {
        var ago = Duration.between(point.at(), now).toMillis() / (double) SPAN.toMillis();
        line.getPoints().add(WIDTH * (1 - Math.clamp(ago, 0, 1)));
        line.getPoints().add(HEIGHT - 1 - (HEIGHT - 2) * Math.clamp(point.value() / 100, 0, 1));
      }
      line.getStyleClass().add("spark-line");
      lines.add(line);
    }
    return lines;
  }

  private final class Cell extends TableCell<Row, Resource> {
    private final Pane chart = new Pane();
    private final Label number = Nodes.label("", "spark-number");
    private final HBox both = new HBox(8, chart, number);
    private final Tooltip tip = new Tooltip();
    private @Nullable Resource host;

    Cell() {
      chart.setMinSize(WIDTH, HEIGHT);
      chart.setMaxSize(WIDTH, HEIGHT);
      number.setMinWidth(Region.USE_PREF_SIZE);
      both.setAlignment(Pos.CENTER_LEFT);
      getStyleClass().add("spark-cell");
      cells.add(this);
    }

    @Override
    protected void updateItem(@Nullable Resource r, boolean empty) {
      super.updateItem(r, empty);
      var before = host == null ? "" : host.id();
      host = empty ? null : r;
      if (host == null) {
        setGraphic(null);
        setTooltip(null);
      } else if (!host.id().equals(before)) {
        setGraphic(both);
        setTooltip(tip);
        show(known.getOrDefault(host.id(), List.of()));
        read();
      }
    }

    void read() {
      var now = host;
      if (now == null) return;
      source.read(
          now,
          Instant.now().minus(SPAN),
          figures -> {
            known.put(now.id(), figures);
            if (host != null && host.id().equals(now.id())) show(figures);
          });
    }

    private void show(List<Figures> figures) {
      var now = Instant.now();
      chart.getChildren().setAll(lines(figures, now));
      var words = newest(figures, now).map(f -> percent(f.cpuPercent())).orElse("–");
      number.setText(words);
      var most = figures.stream().mapToDouble(Figures::cpuPercent).max();
      var told =
          most.isEmpty()
              ? say("spark.none")
              : say("spark.told", words, percent(most.getAsDouble()));
      tip.setText(told);
      setAccessibleText(told);
    }

    private static String percent(double value) {
      return Math.round(value) + " %";
    }
  }
}
