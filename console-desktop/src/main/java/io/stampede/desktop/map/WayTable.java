package io.stampede.desktop.map;

import io.stampede.desktop.part.Nodes;
import io.stampede.topology.Health;
import io.stampede.topology.Topology;
import io.stampede.topology.Topology.Line;
import io.stampede.topology.Words;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import javafx.scene.control.TableCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// The ways between hosts as a table: each end's own view of it, in a line of its own.
public final class WayTable extends FactTable<Line> {
  public WayTable() {
    super("ways", Words.say("map.pairs"));
    text("way.from", 90, line -> line.way().from());
    text("way.to", 90, line -> line.way().to());
    text("way.network", 110, line -> line.pair().networkName());
    column("way.state", 90, Comparator.comparing(WayTable::health), l -> health(l).word())
        .setCellFactory(_ -> new StateCell());
    number(
        "way.rtt",
        100,
        Comparator.comparingLong(l -> l.way().rttMicros().orElse(Long.MAX_VALUE)),
        WayTable::rtt,
        _ -> "");
    number(
        "way.loss",
        70,
        Comparator.comparingInt(l -> l.way().lossPercent()),
        l -> l.way().lossPercent() + " %",
        _ -> "");
    number(
        "way.mtu",
        90,
        Comparator.comparingInt(l -> l.way().mtu().orElse(0)),
        WayTable::mtu,
        _ -> "");
    number(
        "way.since",
        80,
        Comparator.comparing((Line l) -> l.way().since().orElse(Instant.MAX)).reversed(),
        l -> l.way().since().map(then -> Words.since(then, Instant.now())).orElse("–"),
        l -> l.way().since().map(io.stampede.desktop.model.Words::exact).orElse(""));
    number(
        "way.in",
        90,
        Comparator.comparingLong(l -> l.way().bytesIn()),
        l -> Words.bytes(l.way().bytesIn()),
        l -> l.way().bytesIn() + " bytes");
    number(
        "way.out",
        90,
        Comparator.comparingLong(l -> l.way().bytesOut()),
        l -> Words.bytes(l.way().bytesOut()),
        l -> l.way().bytesOut() + " bytes");
    text("way.error", 220, line -> line.way().error().orElse("–"));
  }

  private static Health health(Line line) {
    return line.way().health();
  }

  private static String rtt(Line line) {
    var rtt = line.way().rttMicros();
    return rtt.isPresent() ? Words.roundTrip(rtt.getAsLong()) : "–";
  }

  private static String mtu(Line line) {
    return line.way().mtu().isPresent() ? String.valueOf(line.way().mtu().getAsInt()) : "–";
  }

  /// @param state a health's word, or empty for any
  public void show(Topology topology, String typed, String state) {
    show(
        topology.lines().stream()
            .filter(line -> state.isEmpty() || health(line).word().equals(state))
            .filter(line -> matches(typed, words(line)))
            .toList());
  }

  private static String words(Line line) {
    var way = line.way();
    var parts =
        List.of(
            way.from(),
            way.to(),
            line.pair().networkName(),
            way.health().word(),
            way.error().orElse(""));
    return String.join(" ", parts);
  }

  /// Dot and word.
  private static final class StateCell extends TableCell<Line, Line> {
    @Override
    protected void updateItem(@Nullable Line line, boolean empty) {
      super.updateItem(line, empty);
      if (empty || line == null) {
        setGraphic(null);
        return;
      }
      var dot = new Region();
      dot.getStyleClass().addAll("dot", "tone-" + health(line).tone());
      dot.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
      dot.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
      var box = new HBox(8, dot, Nodes.label(health(line).word()));
      box.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
      setGraphic(box);
    }
  }
}
