package io.stampede.plane;

import static java.util.stream.Collectors.joining;

import io.stampede.engine.Problem;
import io.stampede.engine.Work;
import io.stampede.host.HostLink;
import io.stampede.ssh.SshFailure;
import java.time.Duration;

/// Brings the networks of a host's Docker, and with them the bridges, to what the model has. One
/// that somebody's containers are on is never taken away under them.
final class Plugs {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HostLink link;
  private final DockerNetworks docker;

  Plugs(HostLink link) {
    this.link = link;
    this.docker = new DockerNetworks(link.remote());
  }

  /// Somebody has to do something first.
  static final class Blocked extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Problem problem;

    Blocked(Problem problem) {
      super(problem.message());
      this.problem = problem;
    }

    Problem problem() {
      return problem;
    }
  }

  void make(Comparison compared) throws SshFailure, DockerNetworks.Refusal {
    var networks = compared.networks();
    for (var stray : compared.strays()) remove(stray);
    for (var segment : compared.model().segments()) {
      int mtu = segment.mtu(compared.model().self());
      var network = networks.get(segment.bridge());
      if (network == null) {
        create(segment, mtu);
      } else if (!Comparison.fits(network, segment)) {
        demandOurs(network);
        remove(network);
        create(segment, mtu);
      } else {
        mend(segment, network, compared.seen(), mtu);
      }
    }
  }

  void removeAll() throws SshFailure, DockerNetworks.Refusal {
    for (var network : docker.all().values()) {
      if (network.ours()) remove(network);
    }
  }

  private void create(Segment segment, int mtu) throws SshFailure, DockerNetworks.Refusal {
    Work.note(
        "$ docker network create --subnet %s --ip-range %s -o com.docker.network.bridge.name=%s … %3$s"
            .formatted(segment.cidr(), segment.block(), segment.bridge()));
    docker.create(segment, mtu);
  }

  private void remove(DockerNetworks.Found network) throws SshFailure, DockerNetworks.Refusal {
    var plugged = docker.plugged(network);
    if (!plugged.isEmpty()) {
      var names = plugged.stream().map(DockerNetworks.Plugged::container).collect(joining(", "));
      throw new Blocked(
          Problem.host(
              "network-in-use",
              "%s: Docker's network %s (%s) is still used by %s"
                  .formatted(
                      link.name(), network.name(), network.addressing(), PlaneLook.plain(names)),
              "take these containers off it (docker network disconnect), or remove them"));
    }
    Work.note("$ docker network rm " + network.name());
    docker.remove(network);
  }

  private void demandOurs(DockerNetworks.Found network) {
    if (network.ours()) return;
    throw new Blocked(
        Problem.host(
            "network-name-taken",
            "%s has a Docker network %s that is not ours".formatted(link.name(), network.name()),
            "remove or rename it there"));
  }

  /// A bridge that was deleted beside Docker is made again, and what ran on it plugged in again.
  /// Another MTU waits until the network is empty: until then the tunnels' own limit holds.
  private void mend(Segment segment, DockerNetworks.Found network, PlaneLook seen, int mtu)
      throws SshFailure, DockerNetworks.Refusal {
    if (!seen.bridges().containsKey(segment.bridge())) {
      bridge(segment, network);
      for (var plugged : docker.plugged(network)) {
        if (!plugged.address().isEmpty()) docker.plugAgain(network, plugged);
      }
    } else if (seen.bridges().getOrDefault(segment.bridge(), "").isEmpty()) {
      bridge(segment, network);
    } else if (!network.mtu().equals(Integer.toString(mtu)) && docker.plugged(network).isEmpty()) {
      remove(network);
      create(segment, mtu);
    }
  }

  private void bridge(Segment segment, DockerNetworks.Found network) throws SshFailure {
    var address = segment.gateway() + "/" + network.addressing().prefix();
    Work.note("$ ip link add %s type bridge; ip addr add %s".formatted(segment.bridge(), address));
    var command = PlaneScripts.asRoot(PlaneScripts.BRIDGE, segment.bridge(), address);
    var said = link.remote().exec(command, PATIENCE);
    if (!said.ok()) {
      throw new Blocked(
          Problem.host(
              "no-bridge",
              "%s does not make the bridge %s again: %s"
                  .formatted(link.name(), segment.bridge(), PlaneLook.plain(said.err())),
              "restart Docker there, which makes its bridges anew"));
    }
  }
}
