package io.stampede.topology;

import io.stampede.topology.Detail.Pick;
import io.stampede.topology.Detail.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What there is to say of the picture as a whole: what needs attention first.
final class Summary {
  /// Pairs that are named.
  static final int MOST = 30;

  private final Topology topology;

  Summary(Topology topology) {
    this.topology = topology;
  }

  Detail detail() {
    var pairs = topology.pairs();
    var troubled = topology.troubled();
    long down = troubled.stream().filter(p -> p.health() == Health.DOWN).count();
    var worst = pairs.stream().map(Pair::health).reduce(Health::orWorse).orElse(Health.UNSEEN);
    var rows = new ArrayList<Row>();
    rows.add(Row.of(Words.say("count.networks"), String.valueOf(topology.lanes().size())));
    rows.add(Row.of(Words.say("count.hosts"), String.valueOf(topology.hosts().size())));
    rows.add(Row.of(Words.say("count.workloads"), String.valueOf(plugged())));
    rows.add(Row.of(Words.say("count.tunnels"), String.valueOf(pairs.size())));
    List<Pick> picks = troubled.stream().limit(MOST).map(Details::pick).toList();
    return new Detail(
        "",
        Words.say("summary." + (pairs.isEmpty() ? "NONE" : worst), down, pairs.size()),
        "",
        "",
        pairs.isEmpty() ? Health.UNSEEN.tone() : worst.tone(),
        Optional.empty(),
        List.of(),
        rows,
        picks,
        List.of(),
        Optional.empty());
  }

  private long plugged() {
    return topology.workloads().filter(w -> !w.plugs().isEmpty()).count();
  }
}
