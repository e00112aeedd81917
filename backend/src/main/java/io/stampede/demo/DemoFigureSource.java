package io.stampede.demo;

import io.stampede.figures.Counters;
import io.stampede.figures.FigureSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How busy emulated hosts and their machines are.
public record DemoFigureSource(DemoHosts all, DemoVmHost machines) implements FigureSource {
  @Override
  public List<String> hosts() {
    return all.hosts();
  }

  @Override
  public Optional<Counters> read(String hostId) {
    return all.read(hostId);
  }

  @Override
  public Map<String, Counters> workloads(String hostId) {
    return machines.figures(hostId);
  }
}
