package io.stampede.figures;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Hosts that can be asked how busy they are.
public interface FigureSource {
  /// The ids of those whose connection stands.
  List<String> hosts();

  /// One read of a host, over its kept connection; empty when it gave no answer. Blocks, but not
  /// for longer than a round.
  Optional<Counters> read(String hostId);

  /// The same of the workloads that run on a host, by the ids of their resources; none when it gave
  /// no answer. Blocks, but not for longer than a round.
  Map<String, Counters> workloads(String hostId);
}
