package io.stampede.figures;

import java.time.Instant;
import java.util.List;

/// Keeps figures over restarts.
public interface FigureArchive {
  /// Some of one host or workload, in the order of time.
  record Entry(String host, Resolution resolution, List<Figures> figures) {
    public Entry {
      figures = List.copyOf(figures);
    }
  }

  /// Keeps them soon, all in one commit; nobody waits for it.
  void keep(List<Entry> entries);

  /// Those of a host from then on, in the order of time.
  List<Figures> read(String host, Resolution resolution, Instant from);

  /// Drops what is older than its resolution is kept.
  void prune(Instant now);
}
