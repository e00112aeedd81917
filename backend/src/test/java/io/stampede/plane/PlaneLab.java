package io.stampede.plane;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.component.Components;
import io.stampede.engine.Outcome;
import io.stampede.host.Daemon;
import io.stampede.host.Installation;
import io.stampede.host.LabHosts;
import io.stampede.host.SshHostAccess;
import io.stampede.host.SshHostLinks;
import io.stampede.lab.LabHost;
import io.stampede.lab.LabImages;
import io.stampede.plane.Models.Net;
import io.stampede.ssh.SshConnections;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;

/// Lab hosts with the component that networks need, and what tests do with them. Hosts are numbered
/// from 1.
final class PlaneLab implements AutoCloseable {
  private static final InstantSource CLOCK = InstantSource.system();

  private final SshConnections ssh = SshConnections.mina();
  private final SshHostLinks links = new SshHostLinks(ssh, _ -> {});
  private final List<LabHost> hosts;
  private final SshPlaneHost plane;
  private Models models;

  PlaneLab(Path data, LabHost... hosts) throws IOException {
    this.hosts = List.of(hosts);
    this.plane = new SshPlaneHost(links, new Authority(data, "lab", CLOCK), CLOCK);
    var nodes = new ArrayList<Node>();
    for (var host : hosts) {
      var address = Ipv4.of(host.address());
      nodes.add(new Node(id(host), nodes.size() + 1, address, Optional.empty()));
    }
    this.models = new Models(nodes);
    var component = Components.installed().find(Components.NET).orElseThrow();
    var access =
        new SshHostAccess(
            ssh,
            links,
            _ -> Daemon.ABSENT,
            new SshHostAccess.Ours(new Installation("lab", ""), Components.none()),
            CLOCK);
    all(
            i -> {
              var spec = LabHosts.spec(host(i));
              links.open(id(host(i)), spec);
              assertThat(access.load(id(host(i)), spec, component)).isEqualTo(Outcome.done());
              return access.start(id(host(i)), spec, component);
            })
        .forEach(outcome -> assertThat(outcome).isEqualTo(Outcome.done()));
  }

  private static String id(LabHost host) {
    return "ho-" + host.name();
  }

  SshPlaneHost plane() {
    return plane;
  }

  LabHost host(int number) {
    return hosts.get(number - 1);
  }

  Models models() {
    return models;
  }

  HostModel model(int number, Net... nets) {
    return models.model(number, nets);
  }

  /// For all hosts at once.
  <T> List<T> all(IntFunction<T> move) {
    return atOnce(
        IntStream.rangeClosed(1, hosts.size())
            .<Callable<T>>mapToObj(i -> () -> move.apply(i))
            .toList());
  }

  static <T> List<T> atOnce(List<Callable<T>> moves) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var results = new ArrayList<T>();
      for (var ended : threads.invokeAll(moves)) results.add(ended.get());
      return results;
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  /// On all hosts; twice where WireGuard's keys are only made by the first time.
  void apply(Net... nets) {
    applyOnce(nets);
    boolean keys = List.of(nets).stream().anyMatch(net -> net.overlay() == Overlay.WIREGUARD);
    if (!keys || models.nodes().stream().allMatch(node -> node.wireguardKey().isPresent())) return;
    models =
        new Models(
            all(i -> models.node(i).withWireguardKey(seen(i, nets).wireguardKey().orElseThrow())));
    applyOnce(nets);
  }

  private void applyOnce(Net... nets) {
    all(i -> plane.apply(model(i, nets)))
        .forEach(outcome -> assertThat(outcome).isEqualTo(Outcome.done()));
  }

  PlaneSight seen(int number, Net... nets) {
    var sight = plane.look(model(number, nets));
    return sight.found().orElseThrow(() -> new AssertionError("not found, but " + sight));
  }

  void awaitWanted(Net... nets) {
    all(i -> {
      Eventually.until(() -> differences(i, nets), List.of());
      return i;
    });
  }

  /// A host that has just come back may not be reached at once.
  private List<String> differences(int number, Net... nets) {
    return plane
        .look(model(number, nets))
        .found()
        .map(PlaneSight::differences)
        .orElse(List.of("not seen"));
  }

  void awaitAnswers(Net... nets) {
    all(i -> {
      Eventually.until(
          () -> seen(i, nets).pairs().stream().filter(pair -> !pair.answers()).toList(), List.of());
      return i;
    });
  }

  // --- containers
  // ---------------------------------------------------------------------------------

  static String address(int number, Net net) {
    return "10.%d.%d.10".formatted(40 + net.number(), number);
  }

  /// A container `box` and the network's number, which says its host's name to whoever asks at port
  /// 80.
  void box(int number, Net net) {
    host(number)
        .sh(
            """
            docker run -d --name box%1$d --restart always --network st-%1$d --ip %2$s %3$s \
              sh -c 'echo I am %4$s > /tmp/index.html; exec httpd -f -p 80 -h /tmp' >/dev/null
            """
                .formatted(
                    net.number(), address(number, net), LabImages.BUSYBOX, host(number).name()));
  }

  void boxes(Net... nets) {
    all(i -> {
      for (var net : nets) box(i, net);
      return i;
    });
  }

  /// What a box hears from another host's box on its network.
  boolean hears(int from, int to, Net net) {
    return hears(from, net, address(to, net), "I am " + host(to).name());
  }

  boolean hears(int from, Net net, String address, String words) {
    var said =
        host(from)
            .run(
                "docker exec box%d sh -c 'ping -q -c 1 -W 2 %s >/dev/null && printf \"GET / HTTP/1.0\\r\\n\\r\\n\" | nc -w 3 %2$s 80'"
                    .formatted(net.number(), address));
    return said.out().contains(words);
  }

  void awaitAllHear(Net... nets) {
    all(i -> {
      for (var net : nets) {
        for (int j = 1; j <= hosts.size(); j++) {
          int to = j;
          if (to != i) awaitHears(i, to, net);
        }
      }
      return i;
    });
  }

  private void awaitHears(int from, int to, Net net) {
    try {
      Eventually.until(() -> hears(from, to, net), true);
    } catch (ConditionTimeoutException e) {
      var said = new StringBuilder("%d does not hear %d on %s".formatted(from, to, net));
      for (int i : List.of(from, to)) {
        said.append("\n--- ").append(host(i).name()).append('\n');
        said.append(host(i).run(TOLD).out());
      }
      throw new AssertionError(said.toString(), e);
    }
  }

  private static final String TOLD =
      """
      docker logs --tail 120 stampede-net 2>&1
      docker exec stampede-net swanctl --list-sas
      docker exec stampede-net sh -c 'cat /run/stampede/pings; ls /run/stampede /run/stampede/watch'
      ip route show table all | grep -E '^(10|unreach).*(220|84)'
      nft list table ip stampede | grep counter
      """;

  /// Nothing of ours is left on any host.
  void clear() {
    all(i -> host(i).run("docker ps -aq --filter name=box | xargs -r docker rm -f"));
    all(i -> plane.clear(id(host(i))))
        .forEach(outcome -> assertThat(outcome).isEqualTo(Outcome.done()));
    // their keys went, too
    models =
        new Models(
            models.nodes().stream()
                .map(n -> new Node(n.host(), n.number(), n.underlay(), Optional.empty()))
                .toList());
  }

  @Override
  public void close() {
    links.close();
    ssh.close();
  }
}
