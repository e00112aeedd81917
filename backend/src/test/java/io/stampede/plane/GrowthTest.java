package io.stampede.plane;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.plane.Models.Net;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How what a host is brought grows with the workloads of its networks.
@Tag("S27")
class GrowthTest {
  private static final int HOSTS = 4;

  /// So many workloads over all hosts, each second one a machine, and a link and a port for each of
  /// the first host.
  private static HostModel model(int workloads) {
    var models = Models.of(HOSTS);
    var all = new ArrayList<Endpoint>();
    for (int i = 0; i < workloads; i++) {
      int host = 1 + i % HOSTS;
      var address = "10.41.%d.%d".formatted(host, 2 + i / HOSTS);
      all.add(
          i % 2 == 0
              ? Models.container("c" + i, "ho-" + host, address)
              : Models.machine("m" + i, "ho-" + host, address));
    }
    var plain = models.model(1, new Net(1, Overlay.IPSEC, all));
    return plain.with(redirects(workloads / HOSTS, 3));
  }

  /// Links and ports to workloads of another host.
  private static Redirects redirects(int number, int host) {
    return new Redirects(
        IntStream.range(0, number)
            .mapToObj(i -> to(Optional.of(link(i)), 80, target(i, host)))
            .toList(),
        IntStream.range(0, number)
            .mapToObj(i -> to(Optional.empty(), 8000 + i, target(i, host)))
            .toList(),
        List.of(),
        List.of());
  }

  private static Ipv4 link(int number) {
    return Ipv4.of("10.41.240." + (1 + number));
  }

  private static Ipv4 target(int number, int host) {
    return Ipv4.of("10.41.%d.%d".formatted(host, 2 + number));
  }

  private static Redirect to(Optional<Ipv4> at, int port, Ipv4 target) {
    return new Redirect(at, Transport.TCP, port, List.of(new Redirect.Spot(target, 80)));
  }

  private static Map<String, String> files(HostModel model) {
    return HostNetwork.render(model).files();
  }

  private static long lines(int workloads) {
    return files(model(workloads)).values().stream().flatMap(String::lines).count();
  }

  @Test
  void files_stay_as_many_and_their_lines_grow_in_proportion() {
    assertThat(files(model(200)).keySet()).isEqualTo(files(model(100)).keySet());
    long first = lines(200) - lines(100);
    assertThat(first).as("a name or two, a lease, a link and a port").isBetween(100L, 500L);
    assertThat(lines(300) - lines(200)).isEqualTo(first);
    assertThat(lines(400) - lines(300)).isEqualTo(first);
  }

  @Test
  void one_link_turned_is_one_line_of_one_file_however_many_there_are() {
    var before = files(model(200));
    var turned = new ArrayList<>(redirects(50, 3).links());
    turned.replaceAll(
        l -> !l.at().equals(Optional.of(link(7))) ? l : to(Optional.of(link(7)), 80, target(7, 4)));
    var model = model(200);
    var after = files(model.with(model.redirects().withLinks(turned, List.of())));
    assertThat(after.entrySet().stream().filter(f -> !before.entrySet().contains(f)))
        .extracting(Map.Entry::getKey)
        .containsExactly("maps");
    var had = before.getOrDefault("maps", "").lines().toList();
    var has = after.getOrDefault("maps", "").lines().toList();
    assertThat(has).filteredOn(line -> !had.contains(line)).hasSize(1);
    assertThat(had).filteredOn(line -> !has.contains(line)).hasSize(1);
  }
}
