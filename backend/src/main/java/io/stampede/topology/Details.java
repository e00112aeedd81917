package io.stampede.topology;

import io.stampede.engine.Status;
import io.stampede.topology.Detail.Cell;
import io.stampede.topology.Detail.Link;
import io.stampede.topology.Detail.Pick;
import io.stampede.topology.Detail.Row;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Tells all that is known of one part of the picture, by its key; pure.
public final class Details {
  private static final String NONE = "–";

  private final Topology topology;
  private final Instant now;

  private Details(Topology topology, Instant now) {
    this.topology = topology;
    this.now = now;
  }

  /// @param key of a host, a workload, a network, a pair or an arrow; the whole where it is empty
  ///   or not in the picture any more
  public static Detail of(Topology topology, String key, Instant now) {
    var details = new Details(topology, now);
    return details
        .pair(key)
        .or(() -> details.lane(key))
        .or(() -> details.host(key))
        .or(() -> details.workload(key))
        .or(() -> details.arrow(key))
        .orElseGet(() -> new Summary(topology).detail());
  }

  private Optional<Detail> pair(String key) {
    return topology.pairs().stream().filter(p -> p.key().equals(key)).findFirst().map(this::pair);
  }

  private Detail pair(Pair pair) {
    var ways = pair.ways();
    var rows = new ArrayList<Row>();
    if (!ways.isEmpty()) {
      rows.add(row("way.state", ways, way -> new Cell(way.health().word(), "")));
      rows.add(row("way.rtt", ways, way -> cell(rtt(way))));
      rows.add(row("way.loss", ways, way -> cell(way.lossPercent() + " %")));
      rows.add(row("way.mtu", ways, way -> cell(mtu(way))));
      rows.add(row("way.since", ways, this::age));
      rows.add(row("way.in", ways, way -> bytes(way.bytesIn())));
      rows.add(row("way.out", ways, way -> bytes(way.bytesOut())));
      rows.add(row("way.error", ways, way -> cell(way.error().orElse(NONE))));
    }
    var lane = topology.lane(pair.network());
    var links = new ArrayList<Link>();
    for (var name : List.of(pair.a(), pair.b()))
      topology.host(name).map(this::link).ifPresent(links::add);
    lane.map(this::link).ifPresent(links::add);
    return new Detail(
        pair.key(),
        pair.a() + " – " + pair.b(),
        lane.map(l -> l.name() + ", " + l.overlayWords()).orElse(pair.networkName()),
        pair.health().word(),
        pair.health().tone(),
        Optional.empty(),
        ways.stream().map(way -> way.from() + " → " + way.to()).toList(),
        rows,
        List.of(),
        links,
        Optional.empty());
  }

  private static Row row(String label, List<Way> ways, Function<Way, Cell> cell) {
    return new Row(Words.say(label), ways.stream().map(cell).toList());
  }

  private static Cell cell(String text) {
    return new Cell(text, "");
  }

  private static String rtt(Way way) {
    return way.rttMicros().isPresent() ? Words.roundTrip(way.rttMicros().getAsLong()) : NONE;
  }

  private static String mtu(Way way) {
    return way.mtu().isPresent() ? way.mtu().getAsInt() + " bytes" : NONE;
  }

  private Cell age(Way way) {
    return way.since()
        .map(then ->
            new Cell(Words.since(then, now), then.truncatedTo(ChronoUnit.SECONDS).toString()))
        .orElse(cell(NONE));
  }

  private static Cell bytes(long bytes) {
    return new Cell(Words.bytes(bytes), bytes + " bytes");
  }

  private Optional<Detail> lane(String key) {
    return topology.lanes().stream().filter(l -> l.key().equals(key)).findFirst().map(this::lane);
  }

  private Detail lane(Lane lane) {
    var rows = new ArrayList<Row>();
    for (var block : lane.blocks()) {
      var used = Words.say("block.of", block.used(), block.used() + block.free());
      rows.add(
          new Row(
              block.host(),
              List.of(
                  new Cell(
                      block.block(), Words.say("block.gateway", block.block(), block.gateway())),
                  cell(used),
                  cell(block.state()))));
    }
    var columns =
        List.of(Words.say("block.block"), Words.say("block.usage"), Words.say("way.state"));
    return about(lane.key(), lane.name(), lane.cidr() + ", " + lane.overlayWords(), lane.status())
        .with(columns, rows, picks(topology.pairs(lane)), List.of(link(lane)));
  }

  private static List<Pick> picks(List<Pair> pairs) {
    return pairs.stream()
        .sorted((a, b) -> b.health().compareTo(a.health()))
        .limit(Summary.MOST)
        .map(Details::pick)
        .toList();
  }

  static Pick pick(Pair pair) {
    var text = Words.say("pair.pick", pair.a(), pair.b(), pair.networkName(), pair.label());
    return new Pick(pair.key(), text, pair.health().tone());
  }

  private Optional<Detail> host(String key) {
    return topology.hosts().stream().filter(h -> h.key().equals(key)).findFirst().map(this::host);
  }

  private Detail host(HostCard host) {
    var rows = new ArrayList<Row>();
    for (var lane : topology.lanes()) {
      lane.block(host.name())
          .ifPresent(b ->
              rows.add(
                  new Row(
                      lane.name(),
                      List.of(
                          cell(b.block()),
                          cell(Words.say("block.of", b.used(), b.used() + b.free())),
                          cell(b.state())))));
    }
    var columns =
        List.of(Words.say("block.block"), Words.say("block.usage"), Words.say("way.state"));
    var mine =
        topology.pairs().stream()
            .filter(p -> p.a().equals(host.name()) || p.b().equals(host.name()))
            .toList();
    return about(host.key(), host.name(), Words.say("detail.host"), host.status())
        .with(rows.isEmpty() ? List.of() : columns, rows, picks(mine), List.of(link(host)));
  }

  private Optional<Detail> workload(String key) {
    return topology.workload(key).map(this::workload);
  }

  private Detail workload(Workload w) {
    var rows = new ArrayList<Row>();
    for (var plug : w.plugs()) {
      var name = topology.lane(plug.network()).map(Lane::name).orElse(plug.network());
      rows.add(Row.of(name, plug.address()));
    }
    var picks = new ArrayList<Pick>();
    for (var arrow : topology.arrows()) {
      boolean mine =
          arrow.targets().contains(w.key()) || arrow.from().filter(w.key()::equals).isPresent();
      if (mine)
        picks.add(new Pick(arrow.key(), arrow.label(), Layout.tone(arrow.status().phase().word())));
    }
    var host = topology.hosts().stream().filter(h -> h.id().equals(w.host())).findFirst();
    var links = new ArrayList<>(List.of(new Link(w.kind(), w.id(), Words.say("go", w.name()))));
    host.map(this::link).ifPresent(links::add);
    var subtitle = Words.say("detail." + w.kind(), host.map(HostCard::name).orElse(w.host()));
    return about(w.key(), w.name(), subtitle, w.status()).with(List.of(), rows, picks, links);
  }

  private Optional<Detail> arrow(String key) {
    return topology.arrows().stream().filter(a -> a.key().equals(key)).findFirst().map(this::arrow);
  }

  private Detail arrow(Arrow arrow) {
    var rows = new ArrayList<Row>();
    var picks = new ArrayList<Pick>();
    arrow
        .from()
        .flatMap(topology::workload)
        .ifPresent(w -> rows.add(Row.of(Words.say("arrow.from"), w.name())));
    for (var target : arrow.targets()) {
      topology
          .workload(target)
          .ifPresent(w -> {
            rows.add(Row.of(Words.say("arrow.to"), w.name()));
            picks.add(new Pick(w.key(), w.name(), Layout.tone(w.status().phase().word())));
          });
    }
    if (arrow.targets().isEmpty()) rows.add(Row.of(Words.say("arrow.to"), NONE));
    var links = List.of(new Link(arrow.kind(), arrow.id(), Words.say("go", arrow.name())));
    return about(arrow.key(), arrow.label(), Words.say("detail." + arrow.sort()), arrow.status())
        .with(List.of(), rows, picks, links)
        .pointing(arrow);
  }

  private Link link(HostCard host) {
    return new Link(Surveyor.HOST, host.id(), Words.say("go", host.name()));
  }

  private Link link(Lane lane) {
    return new Link(Surveyor.NETWORK, lane.id(), Words.say("go", lane.name()));
  }

  private static Begun about(String key, String title, String subtitle, Status status) {
    return new Begun(key, title, subtitle, status);
  }

  /// A detail of something that has a status.
  private record Begun(String key, String title, String subtitle, Status status) {
    Detail with(List<String> columns, List<Row> rows, List<Pick> picks, List<Link> links) {
      var phase = status.phase().word();
      return new Detail(
          key,
          title,
          subtitle,
          phase,
          Layout.tone(phase),
          status.problem(),
          columns,
          rows,
          picks,
          links,
          Optional.empty());
    }
  }
}
