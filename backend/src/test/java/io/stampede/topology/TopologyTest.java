package io.stampede.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.engine.Phase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("N2")
class TopologyTest {
  @Test
  void each_workload_is_in_the_card_of_its_host_with_its_addresses() {
    var topology =
        new Site(3)
            .network(1, 2)
            .add("container", "ct-9", "alone", Phase.RUNNING, Map.of("host", "ho-2"))
            .topology();
    assertThat(topology.hosts()).extracting(HostCard::name).containsExactly("h01", "h02", "h03");
    for (var host : topology.hosts()) {
      assertThat(host.workloads())
          .hasSize(2)
          .allMatch(w -> w.host().equals(host.id()) && w.plugs().size() == 1);
    }
    assertThat(topology.hosts()).extracting(HostCard::others).containsExactly(0, 1, 0);
    assertThat(topology.addresses())
        .hasSize(6)
        .allMatch(address -> topology.workload(address.key()).isPresent());
  }

  @Test
  void every_two_hosts_of_a_network_are_a_pair_whether_they_were_heard_of_or_not() {
    for (int hosts = 0; hosts <= 6; hosts++) {
      var topology = new Site(hosts).network(1, 1).network(2, 1).good(2).topology();
      int expected = hosts * (hosts - 1) / 2;
      for (var lane : topology.lanes()) assertThat(topology.pairs(lane)).hasSize(expected);
      assertThat(topology.pairs().stream().filter(p -> p.network().equals("nw-1")))
          .allMatch(p -> p.health() == Health.UNSEEN);
      assertThat(topology.pairs().stream().filter(p -> p.network().equals("nw-2")))
          .allMatch(p -> p.health() == Health.GOOD && p.ways().size() == 2);
    }
  }

  @Test
  void a_pair_is_as_bad_as_its_worse_direction() {
    var good = Optional.of(640L);
    var late = Optional.of(200_000L);
    Optional<Long> none = Optional.empty();
    assertThat(health(good, 0, good, 0)).isEqualTo(Health.GOOD);
    assertThat(health(good, 0, good, 4)).isEqualTo(Health.GOOD);
    assertThat(health(good, 0, good, 5)).isEqualTo(Health.SLOW);
    assertThat(health(late, 0, good, 0)).isEqualTo(Health.SLOW);
    assertThat(health(good, 0, none, 100)).isEqualTo(Health.DOWN);
    assertThat(health(none, 100, late, 0)).isEqualTo(Health.DOWN);
    var one = new Site(2).network(1, 1).told(1, 2, 1, good, 0).topology();
    assertThat(one.pairs().getFirst().health()).isEqualTo(Health.GOOD);
  }

  private static Health health(Optional<Long> there, long lost, Optional<Long> back, long lostToo) {
    return new Site(2)
        .network(1, 1)
        .told(1, 1, 2, there, lost)
        .told(1, 2, 1, back, lostToo)
        .topology()
        .pairs()
        .getFirst()
        .health();
  }

  @Test
  void what_needs_attention_comes_first() {
    var topology =
        new Site(3)
            .network(1, 1)
            .good(1)
            .network(2, 1)
            .told(2, 1, 2, Optional.empty(), 100)
            .told(2, 1, 3, Optional.of(900_000L), 0)
            .topology();
    assertThat(topology.troubled())
        .extracting(Pair::health)
        .containsExactly(Health.DOWN, Health.SLOW);
    assertThat(topology.lines().getFirst().way().health()).isEqualTo(Health.DOWN);
    assertThat(topology.lines()).hasSize(8);
    var summary = Details.of(topology, "", Site.NOW);
    assertThat(summary.title()).isEqualTo("1 tunnel is down");
    assertThat(summary.picks()).extracting(Detail.Pick::tone).containsExactly("bad", "warn");
  }

  @Test
  void a_pair_tells_both_directions_and_can_be_pasted() {
    var topology =
        new Site(2)
            .network(1, 1)
            .told(1, 1, 2, Optional.of(640L), 0)
            .told(1, 2, 1, Optional.empty(), 100)
            .topology();
    var detail = Details.of(topology, topology.pairs().getFirst().key(), Site.NOW);
    assertThat(detail.columns()).containsExactly("h01 → h02", "h02 → h01");
    assertThat(cells(detail, "State")).containsExactly("good", "down");
    assertThat(cells(detail, "Round trip")).containsExactly("0.64 ms", "–");
    assertThat(cells(detail, "Path MTU")).containsExactly("1438 bytes", "1438 bytes");
    assertThat(cells(detail, "Up for")).containsExactly("4 min", "4 min");
    assertThat(cells(detail, "Received")).containsExactly("2 KiB", "2 KiB");
    assertThat(cells(detail, "Last error")).containsExactly("–", "no answer from h01");
    assertThat(detail.text())
        .startsWith("h01 – h02, net1, IPsec: down\n")
        .contains("h02 → h01: Last error: no answer from h01", "Up for: 2026-03-01T11:56:00Z");
    assertThat(detail.links())
        .extracting(Detail.Link::text)
        .containsExactly("Open h01", "Open h02", "Open net1");
  }

  private static List<String> cells(Detail detail, String label) {
    return detail.rows().stream()
        .filter(row -> row.label().equals(label))
        .flatMap(row -> row.cells().stream())
        .map(Detail.Cell::text)
        .toList();
  }

  @Test
  void everything_in_the_picture_can_be_chosen() {
    var topology = new Site(3).network(1, 2).good(1).topology();
    var drawing = Layout.draw(topology, 1200, java.util.Set.of());
    for (var box : drawing.boxes()) {
      assertThat(Details.of(topology, box.key(), Site.NOW).key()).isEqualTo(box.key());
    }
    assertThat(Details.of(topology, "host/gone", Site.NOW).key()).isEmpty();
  }

  @Test
  void one_network_alone_keeps_its_hosts_and_what_is_on_it() {
    var topology = new Site(2).network(1, 2).network(2, 1).good(1).topology();
    var one = topology.of(topology.lanes().getFirst());
    assertThat(one.lanes()).hasSize(1);
    assertThat(one.pairs()).hasSize(1);
    assertThat(one.workloads()).hasSize(4);
    assertThat(one.hosts()).extracting(HostCard::others).containsExactly(1, 1);
  }

  @Test
  void rows_that_are_not_of_their_form_are_no_end_of_the_picture() {
    var fields =
        Map.<String, Object>of(
            "hosts", List.of("h1", Map.of("block", 7L)),
            "addresses", "none",
            "pairs", List.of(Map.of("from", "h01", "to", "h02", "lossPercent", 1L << 40)));
    var topology = new Site(2).add("network", "nw-1", "odd", Phase.DEGRADED, fields).topology();
    assertThat(topology.lanes()).hasSize(1);
    assertThat(topology.hosts()).hasSize(2);
    assertThat(Layout.draw(topology, 900, java.util.Set.of()).boxes()).isNotEmpty();
  }

  @Test
  void what_can_be_pointed_elsewhere_leads_to_its_targets() {
    var topology =
        new Site(2)
            .network(1, 1)
            .add(
                "link",
                "li-1",
                "db",
                Phase.READY,
                Map.of("container", "ct-1-1-1", "alias", "store", "targets", List.of("c-1-2-1:80")))
            .add("floatingIp", "fi-1", "front", Phase.READY, Map.of("address", "203.0.113.7"))
            .topology();
    var link = topology.arrows().get(1);
    assertThat(link.from()).contains("container/ct-1-1-1");
    assertThat(link.targets()).containsExactly("container/ct-1-2-1");
    assertThat(link.label()).isEqualTo("store");
    assertThat(topology.arrows().getFirst().label()).isEqualTo("203.0.113.7");
    assertThat(topology.arrows().getFirst().targets()).isEmpty();
    var detail = Details.of(topology, link.key(), Site.NOW);
    assertThat(detail.pointing()).contains(link);
    assertThat(detail.picks()).extracting(Detail.Pick::text).containsExactly("c-1-2-1");
  }
}
