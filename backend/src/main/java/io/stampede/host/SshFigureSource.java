package io.stampede.host;

import io.stampede.figures.Counters;
import io.stampede.figures.FigureSource;
import io.stampede.figures.ProcText;
import io.stampede.ssh.Command;
import io.stampede.ssh.LinkState;
import io.stampede.ssh.SshFailure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads how busy real hosts are: one short command over the connection that stands. A host without
/// one is not called for this; the survey does that.
public final class SshFigureSource implements FigureSource {
  private static final Logger LOG = LoggerFactory.getLogger(SshFigureSource.class);
  private static final Command READ = Command.script(ProcText.SCRIPT);
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final HostLinks links;
  private final InstantSource clock;
  private final Function<HostLink, Map<String, Counters>> workloads;

  /// @param workloads reads those of a host, by the ids of their resources
  public SshFigureSource(
      HostLinks links, InstantSource clock, Function<HostLink, Map<String, Counters>> workloads) {
    this.links = links;
    this.clock = clock;
    this.workloads = workloads;
  }

  @Override
  public List<String> hosts() {
    return links.all().stream().filter(SshFigureSource::isUp).map(HostLink::id).toList();
  }

  private static boolean isUp(HostLink link) {
    return link.remote().state() instanceof LinkState.Up;
  }

  @Override
  public Map<String, Counters> workloads(String hostId) {
    return links.find(hostId).filter(SshFigureSource::isUp).map(workloads).orElse(Map.of());
  }

  @Override
  public Optional<Counters> read(String hostId) {
    var link = links.find(hostId).filter(SshFigureSource::isUp);
    if (link.isEmpty()) return Optional.empty();
    try {
      var said = link.get().remote().exec(READ, PATIENCE).out();
      return ProcText.parse(said, clock.instant());
    } catch (SshFailure e) {
      LOG.debug("no figures of {}: {}", link.get().name(), e.getMessage());
      return Optional.empty();
    }
  }
}
