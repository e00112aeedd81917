package io.stampede.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.topology.Drawing.Box;
import io.stampede.topology.Drawing.Sort;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What holds for the picture of any site.
@Tag("N2")
class LayoutLawsTest {
  private static Topology site(int hosts, int networks, int containers, boolean told) {
    var site = new Site(hosts);
    for (int n = 1; n <= networks; n++) {
      site.network(n, containers);
      if (told) site.good(n);
    }
    return site.topology();
  }

  private static List<Box> of(Drawing drawing, Sort sort) {
    return drawing.boxes().stream().filter(box -> box.sort() == sort).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "0,1,0", "1,1,0", "1,2,3", "2,1,1", "3,1,2", "3,3,4", "5,2,12", "8,1,1", "12,2,3", "40,3,1"
  })
  void nothing_lies_on_what_it_should_not(int hosts, int networks, int containers) {
    for (boolean told : List.of(true, false)) {
      for (double width : List.of(400.0, 1100.0, 2400.0)) {
        var drawing = Layout.draw(site(hosts, networks, containers, told), width, Set.of());
        for (var sort : List.of(Sort.LANE, Sort.HOST, Sort.WORKLOAD, Sort.TUNNEL, Sort.BLOCK)) {
          apart(of(drawing, sort));
        }
        assertThat(of(drawing, Sort.HOST)).hasSize(hosts);
        for (var box : drawing.boxes()) {
          assertThat(box.place().x()).as(box::key).isNotNegative();
          assertThat(box.place().x() + box.place().width()).isLessThanOrEqualTo(drawing.width());
          assertThat(box.place().y() + box.place().height()).isLessThanOrEqualTo(drawing.height());
        }
      }
    }
  }

  private static void apart(List<Box> boxes) {
    for (int i = 0; i < boxes.size(); i++) {
      for (int j = i + 1; j < boxes.size(); j++) {
        assertThat(boxes.get(i).place().overlaps(boxes.get(j).place()))
            .as("%s and %s", boxes.get(i), boxes.get(j))
            .isFalse();
      }
    }
  }

  @Test
  void a_tunnel_that_is_down_is_drawn_however_many_there_are() {
    for (int hosts : List.of(2, 3, 8, 9, 30)) {
      var site = new Site(hosts).network(1, 1).good(1).network(2, 1);
      site.told(2, 1, hosts, Optional.empty(), 100);
      var drawing = Layout.draw(site.topology(), 1200, Set.of());
      assertThat(of(drawing, Sort.TUNNEL))
          .filteredOn(box -> box.tone().equals("bad"))
          .singleElement()
          .satisfies(box -> assertThat(box.text()).isEqualTo("down"));
      boolean few = hosts <= LaneLayout.FEW;
      long good = of(drawing, Sort.TUNNEL).stream().filter(b -> b.tone().equals("good")).count();
      assertThat(good).isEqualTo(few ? hosts * (hosts - 1) / 2 : 0);
    }
  }

  @Test
  void a_host_with_many_workloads_is_folded_until_it_is_asked_for() {
    var topology = site(2, 1, 20, true);
    var host = topology.hosts().getFirst().key();
    var folded = Layout.draw(topology, 1000, Set.of());
    assertThat(of(folded, Sort.WORKLOAD)).hasSize(2 * Layout.FOLDED);
    assertThat(of(folded, Sort.MORE)).extracting(Box::text).containsOnly("12 more");
    var open = Layout.draw(topology, 1000, Set.of(host));
    assertThat(of(open, Sort.WORKLOAD)).hasSize(20 + Layout.FOLDED);
    assertThat(of(open, Sort.MORE)).extracting(Box::text).contains("Show fewer", "12 more");
  }

  @Test
  void the_same_site_makes_the_same_picture_and_a_change_of_health_moves_nothing() {
    var well = new Site(3).network(1, 2).good(1).topology();
    var ill = new Site(3).network(1, 2).told(1, 1, 2, Optional.empty(), 100).topology();
    assertThat(Layout.draw(well, 1000, Set.of())).isEqualTo(Layout.draw(well, 1000, Set.of()));
    assertThat(places(Layout.draw(ill, 1000, Set.of())))
        .isEqualTo(places(Layout.draw(well, 1000, Set.of())));
  }

  private static Set<String> places(Drawing drawing) {
    return drawing.boxes().stream()
        .map(box -> box.sort() + " " + box.key() + " " + box.place())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
