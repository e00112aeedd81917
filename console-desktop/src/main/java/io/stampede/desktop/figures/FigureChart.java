package io.stampede.desktop.figures;

import io.stampede.desktop.part.Nodes;
import io.stampede.figures.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.chart.AreaChart;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.XYChart;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// One chart: one or two curves over time, with the last values in its head, or those under the
/// pointer.
final class FigureChart {
  /// @param style `one` or `two`, for its colour
  record Curve(String name, String style, ToDoubleFunction<Figures> figure) {}

  private final List<Curve> curves;
  private final DoubleFunction<String> format;
  private final NumberAxis time = new NumberAxis();
  private final NumberAxis values = new NumberAxis();
  private final AreaChart<Number, Number> chart = new AreaChart<>(time, values);
  private final HBox legend = new HBox(14);
  private final Label when = Nodes.label("", "muted");
  private final VBox root;
  private List<Figures> figures = List.of();
  private Range range = Range.HOUR;

  FigureChart(String id, String title, DoubleFunction<String> format, List<Curve> curves) {
    this.curves = curves;
    this.format = format;
    chart.setId("chart-" + id);
    chart.setAnimated(false);
    chart.setCreateSymbols(false);
    chart.setLegendVisible(false);
    chart.setMinHeight(150);
    chart.setPrefHeight(190);
    time.setAutoRanging(false);
    time.setMinorTickVisible(false);
    values.setAutoRanging(false);
    values.setMinorTickVisible(false);
    values.setTickLabelFormatter(converter(v -> format.apply(v.doubleValue())));
    chart.setOnMouseMoved(e -> pointed(time.sceneToLocal(e.getSceneX(), e.getSceneY()).getX()));
    chart.setOnMouseExited(_ -> last());
    legend.setAlignment(Pos.CENTER_RIGHT);
    var head = new HBox(10, Nodes.label(title, "strong"), when, Nodes.space(), legend);
    head.setAlignment(Pos.CENTER_LEFT);
    root = new VBox(4, head, chart);
    root.setId("figure-" + id);
    root.getStyleClass().add("card");
  }

  Region node() {
    return root;
  }

  private static StringConverter<Number> converter(java.util.function.Function<Number, String> to) {
    return new StringConverter<>() {
      @Override
      public String toString(Number number) {
        return to.apply(number);
      }

      @Override
      public @Nullable Number fromString(String text) {
        throw new UnsupportedOperationException("an axis is not typed into");
      }
    };
  }

  /// @param ceiling the upper end of the axis; 0 for one that holds what is shown
  void show(List<Figures> all, Range over, Instant now, double ceiling) {
    figures = all;
    range = over;
    time.setTickLabelFormatter(
        converter(v -> over.format().format(Instant.ofEpochSecond(v.longValue()))));
    time.setUpperBound(now.getEpochSecond());
    time.setLowerBound(now.minus(over.length()).getEpochSecond());
    time.setTickUnit(over.tick().toSeconds());
    double top = ceiling > 0 ? ceiling : Curves.ceiling(Math.max(1, highest()));
    values.setLowerBound(0);
    values.setUpperBound(top);
    values.setTickUnit(top / (String.valueOf(top).startsWith("5") ? 5 : 4));
    var drawn = new LinkedHashMap<XYChart.Series<Number, Number>, Curve>();
    for (var curve : curves) {
      for (var line : Curves.of(all, over.resolution().step(), curve.figure())) {
        drawn.put(series(line), curve);
      }
    }
    chart.getData().setAll(drawn.keySet());
    drawn.forEach((series, curve) -> style(series.getNode(), curve));
    last();
  }

  private double highest() {
    return curves.stream()
        .flatMapToDouble(c -> figures.stream().mapToDouble(c.figure()))
        .max()
        .orElse(0);
  }

  private static XYChart.Series<Number, Number> series(List<Curves.Point> line) {
    var series = new XYChart.Series<Number, Number>();
    for (var point : line) {
      series.getData().add(new XYChart.Data<>(point.at().getEpochSecond(), point.value()));
    }
    return series;
  }

  /// The chart gives its own styles anew whenever series come or go: ours follow.
  private static void style(@Nullable Node node, Curve curve) {
    if (node == null) return;
    node.getStyleClass().add("series-" + curve.style());
    if (node instanceof javafx.scene.Group group) {
      group.getChildren().forEach(n -> n.getStyleClass().add("series-" + curve.style()));
    }
  }

  private void pointed(double x) {
    var at = Instant.ofEpochSecond(time.getValueForDisplay(x).longValue());
    var step = range.resolution().step();
    var there = Curves.near(figures, at, step);
    there.ifPresentOrElse(f -> tell(f, range.format().format(f.at())), this::last);
  }

  private void last() {
    Optional<Figures> last = figures.isEmpty() ? Optional.empty() : Optional.of(figures.getLast());
    boolean recent =
        last.filter(f ->
                Duration.between(f.at(), Instant.now())
                        .compareTo(range.resolution().step().multipliedBy(4))
                    < 0)
            .isPresent();
    last.ifPresentOrElse(
        f -> tell(f, recent ? "" : range.format().format(f.at())), legend.getChildren()::clear);
  }

  private void tell(Figures f, String at) {
    when.setText(at);
    legend.getChildren().clear();
    var words = new StringBuilder();
    for (var curve : curves) {
      var value = Nodes.label(format.apply(curve.figure().applyAsDouble(f)), "figure-value");
      var dot = new Region();
      dot.getStyleClass().addAll("dot", "legend-" + curve.style());
      dot.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
      var name = Nodes.label(curve.name(), "muted");
      var part = new HBox(6, dot, name, value);
      part.setAlignment(Pos.CENTER_LEFT);
      legend.getChildren().add(part);
      words.append(curve.name()).append(' ').append(value.getText()).append(' ');
    }
    chart.setAccessibleText(words.toString());
  }
}
