package io.stampede.web.ui;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.data.renderer.Renderer;
import io.stampede.topology.Health;
import io.stampede.topology.Topology;
import io.stampede.topology.Topology.Line;
import io.stampede.topology.Way;
import io.stampede.topology.Words;
import io.stampede.web.model.Text;
import java.time.Instant;
import java.util.Comparator;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// The ways between hosts as a table: each end's own view of it, in a line of its own.
final class WayGrid extends FactGrid<Line> {
  WayGrid() {
    super(line -> line.pair().key() + "/" + line.way().from());
    Ui.test(this, "ways");
    getElement().setAttribute("aria-label", Words.say("map.pairs"));
    text("way.from", "from", line -> line.way().from()).setWidth("80px").setFrozen(true);
    text("way.to", "to", line -> line.way().to()).setWidth("80px");
    text("way.network", "network", line -> line.pair().networkName()).setWidth("108px");
    addColumn(state())
        .setHeader(Words.say("way.state"))
        .setKey("state")
        .setComparator(Comparator.comparing(line -> line.way().health()))
        .setWidth("110px")
        .setFlexGrow(0);
    number("way.rtt", "rtt", WayGrid::rtt, line -> line.way().rttMicros().orElse(Long.MAX_VALUE));
    number("way.loss", "loss", l -> l.way().lossPercent() + " %", l -> l.way().lossPercent())
        .setWidth("84px");
    number("way.mtu", "mtu", WayGrid::mtu, line -> line.way().mtu().orElse(0));
    number("way.since", "since", WayGrid::since, l -> -epoch(l.way()))
        .setWidth("92px")
        .setTooltipGenerator(line -> line.way().since().map(Text::exact).orElse(""));
    number("way.in", "in", l -> Words.bytes(l.way().bytesIn()), l -> l.way().bytesIn())
        .setTooltipGenerator(line -> line.way().bytesIn() + " bytes");
    number("way.out", "out", l -> Words.bytes(l.way().bytesOut()), l -> l.way().bytesOut())
        .setTooltipGenerator(line -> line.way().bytesOut() + " bytes");
    text("way.error", "error", line -> line.way().error().orElse("–"))
        .setWidth("160px")
        .setFlexGrow(3);
  }

  private Column<Line> number(
      String label, String key, Function<Line, String> shown, ToLongFunction<Line> by) {
    return text(label, key, shown)
        .setComparator(Comparator.comparingLong(by))
        .setTextAlign(ColumnTextAlign.END)
        .setWidth("108px");
  }

  private static Renderer<Line> state() {
    return LitRenderer.<Line>of(
            "<div class=\"st-state\"><span class=\"st-dot ${item.tone}\" aria-hidden=\"true\">"
                + "</span><span class=\"st-word\">${item.word}</span></div>")
        .withProperty("tone", line -> line.way().health().tone())
        .withProperty("word", line -> line.way().health().word());
  }

  private static String rtt(Line line) {
    var rtt = line.way().rttMicros();
    return rtt.isPresent() ? Words.roundTrip(rtt.getAsLong()) : "–";
  }

  private static String mtu(Line line) {
    return line.way().mtu().isPresent() ? String.valueOf(line.way().mtu().getAsInt()) : "–";
  }

  private static String since(Line line) {
    return line.way().since().map(then -> Words.since(then, Instant.now())).orElse("–");
  }

  private static long epoch(Way way) {
    return way.since().map(Instant::getEpochSecond).orElse(0L);
  }

  /// @param state a health's word, or empty for any
  void show(Topology topology, String text, String state) {
    show(
        topology.lines().stream()
            .filter(line -> state.isEmpty() || line.way().health().word().equals(state))
            .filter(line -> matches(text, words(line)))
            .toList());
  }

  private static String words(Line line) {
    var way = line.way();
    return String.join(
        " ",
        way.from(),
        way.to(),
        line.pair().networkName(),
        way.health().word(),
        way.error().orElse(""));
  }

  static java.util.List<String> states() {
    return java.util.List.of(Health.DOWN.word(), Health.SLOW.word(), Health.GOOD.word());
  }
}
