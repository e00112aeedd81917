package io.stampede.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.engine.ResourceId;
import io.stampede.store.Amount;
import io.stampede.store.Reservation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("N4")
class PlacementTest {
  private static final Amount HOST = new Amount(8000, 4096, 100_000);
  private static final Amount SMALL = new Amount(1000, 1024, 10_000);
  private static final Set<Ask.Engine> BOTH = Set.of(Ask.Engine.DOCKER, Ask.Engine.LIBVIRT);

  private static Room room(String name) {
    return room(name, Map.of());
  }

  private static Room room(String name, Map<String, String> labels) {
    return new Room(
        "ho-" + name,
        name,
        labels,
        Optional.empty(),
        Optional.of(HOST),
        OptionalLong.empty(),
        OptionalLong.empty(),
        BOTH);
  }

  private static Room closed(String name, String why) {
    return new Room(
        "ho-" + name,
        name,
        Map.of(),
        Optional.of(why),
        Optional.of(HOST),
        OptionalLong.empty(),
        OptionalLong.empty(),
        BOTH);
  }

  private static Reservation reserved(String name, String host, Amount amount, String... away) {
    return new Reservation(
        new ResourceId("container", "ct-" + name),
        name,
        "ho-" + host,
        amount,
        List.of(),
        List.of(away));
  }

  private static Wish wish(
      Strategy strategy, List<String> require, List<String> prefer, List<String> avoid) {
    return new Wish(
        rules(require),
        rules(prefer),
        rules(avoid),
        strategy,
        List.of(),
        List.of(),
        Optional.empty());
  }

  private static List<LabelRule> rules(List<String> rules) {
    return rules.stream().map(LabelRule::new).toList();
  }

  private static Wish company(List<String> near, List<String> away) {
    return new Wish(List.of(), List.of(), List.of(), Strategy.SPREAD, near, away, Optional.empty());
  }

  private static Ask ask(Amount amount, Wish wish) {
    return new Ask(
        new ResourceId("container", "ct-new"),
        "new",
        Optional.empty(),
        Ask.Engine.DOCKER,
        amount,
        List.of(),
        wish,
        Optional.empty());
  }

  private static Ask on(String host, Amount amount) {
    return new Ask(
        new ResourceId("container", "ct-new"),
        "new",
        Optional.of("ho-" + host),
        Ask.Engine.DOCKER,
        amount,
        List.of(),
        Wish.NONE,
        Optional.empty());
  }

  private static String chosen(Choice choice) {
    assertThat(choice).isInstanceOf(Choice.Chosen.class);
    return ((Choice.Chosen) choice).host();
  }

  private static String refusal(Choice choice) {
    assertThat(choice).isInstanceOf(Choice.Nowhere.class);
    return ((Choice.Nowhere) choice).message();
  }

  @Test
  void spreading_takes_the_emptiest_and_packing_the_fullest_that_fits() {
    var rooms = List.of(room("h1"), room("h2"), room("h3"));
    var taken =
        List.of(
            reserved("a", "h1", SMALL),
            reserved("b", "h2", new Amount(1000, 3500, 0)),
            reserved("c", "h3", new Amount(1000, 2048, 0)));
    var placement = new Placement(rooms, taken);
    assertThat(chosen(placement.choose(ask(SMALL, Wish.NONE)))).isEqualTo("ho-h1");
    var pack = wish(Strategy.PACK, List.of(), List.of(), List.of());
    assertThat(chosen(placement.choose(ask(SMALL, pack)))).isEqualTo("ho-h3");
  }

  @Test
  void where_none_fits_each_host_is_named_with_its_reason() {
    var none = Optional.<Amount>empty();
    var rooms =
        List.of(
            closed("h1", "is cordoned"),
            closed("h2", "is unreachable"),
            room("h3"),
            new Room(
                "ho-h4",
                "h4",
                Map.of(),
                Optional.empty(),
                none,
                OptionalLong.empty(),
                OptionalLong.empty(),
                BOTH),
            new Room(
                "ho-h5",
                "h5",
                Map.of(),
                Optional.empty(),
                Optional.of(HOST),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Set.of(Ask.Engine.LIBVIRT)));
    var want = new Amount(0, 8192, 0);
    assertThat(refusal(new Placement(rooms, List.of()).choose(ask(want, Wish.NONE))))
        .isEqualTo(
            "h1 is cordoned; h2 is unreachable; h3 has 4096 MiB of memory free, 8192 are asked for;"
                + " h4 was not looked at yet; h5 has no Docker");
  }

  @Test
  void without_any_host_that_is_said() {
    assertThat(refusal(new Placement(List.of(), List.of()).choose(ask(SMALL, Wish.NONE))))
        .isEqualTo("there is no host");
  }

  @Test
  void labels_are_required_preferred_and_avoided() {
    var rooms =
        List.of(
            room("h1"),
            room("h2", Map.of("disk", "ssd", "spot", "yes")),
            room("h3", Map.of("disk", "ssd")),
            room("h4", Map.of("disk", "hdd", "zone", "north")));
    var placement = new Placement(rooms, List.of());
    var ssd = wish(Strategy.SPREAD, List.of("disk=ssd"), List.of(), List.of("spot"));
    assertThat(chosen(placement.choose(ask(SMALL, ssd)))).isEqualTo("ho-h3");
    var north = wish(Strategy.SPREAD, List.of(), List.of("zone=north"), List.of());
    assertThat(chosen(placement.choose(ask(SMALL, north)))).isEqualTo("ho-h4");
    var nvme = wish(Strategy.SPREAD, List.of("disk=nvme"), List.of(), List.of());
    assertThat(refusal(placement.choose(ask(SMALL, nvme))))
        .contains("h1 does not have the label disk=nvme");
    var avoided = wish(Strategy.SPREAD, List.of("spot=yes"), List.of(), List.of("spot"));
    assertThat(chosen(placement.choose(ask(SMALL, avoided)))).isEqualTo("ho-h2");
  }

  @Test
  void it_comes_near_what_it_is_to_be_near_and_keeps_away_from_the_rest() {
    var rooms = List.of(room("h1"), room("h2"));
    var taken = List.of(reserved("db1", "h2", SMALL), reserved("web1", "h1", Amount.NOTHING));
    var placement = new Placement(rooms, taken);
    assertThat(chosen(placement.choose(ask(SMALL, company(List.of("db1"), List.of())))))
        .isEqualTo("ho-h2");
    assertThat(chosen(placement.choose(ask(SMALL, company(List.of(), List.of("web*"))))))
        .isEqualTo("ho-h2");
    assertThat(refusal(placement.choose(ask(SMALL, company(List.of("db1"), List.of("db1"))))))
        .isEqualTo(
            "h1 does not have db1, near which it is to be;"
                + " h2 has db1, away from which it is to be");
  }

  @Test
  void a_rule_to_keep_away_holds_against_those_who_come_later() {
    var rooms = List.of(room("h1"), room("h2"));
    var taken = List.of(reserved("shy", "h1", Amount.NOTHING, "ne*"), reserved("big", "h2", SMALL));
    assertThat(chosen(new Placement(rooms, taken).choose(ask(SMALL, Wish.NONE))))
        .isEqualTo("ho-h2");
  }

  @Test
  void what_the_host_says_is_free_counts_where_it_is_less() {
    var full =
        new Room(
            "ho-h1",
            "h1",
            Map.of(),
            Optional.empty(),
            Optional.of(HOST),
            OptionalLong.of(512),
            OptionalLong.of(5_000),
            BOTH);
    var placement = new Placement(List.of(full), List.of());
    assertThat(refusal(placement.choose(ask(new Amount(0, 1024, 0), Wish.NONE))))
        .isEqualTo("h1 has 512 MiB of memory free, 1024 are asked for");
    assertThat(refusal(placement.choose(ask(new Amount(0, 0, 6_000), Wish.NONE))))
        .isEqualTo("h1 has 5000 MiB of disk free, 6000 are asked for");
  }

  @Test
  void a_host_that_is_named_is_checked_too() {
    var placement =
        new Placement(
            List.of(room("h1"), closed("h2", "is cordoned")),
            List.of(reserved("a", "h1", new Amount(0, 4000, 0))));
    assertThat(chosen(placement.choose(on("h1", new Amount(0, 96, 0))))).isEqualTo("ho-h1");
    assertThat(refusal(placement.choose(on("h1", SMALL))))
        .isEqualTo("h1 has 96 MiB of memory free, 1024 are asked for");
    assertThat(refusal(placement.choose(on("h2", SMALL)))).isEqualTo("h2 is cordoned");
  }

  @Test
  void what_grows_needs_the_room_and_what_shrinks_does_not() {
    var placement =
        new Placement(
            List.of(closed("h1", "is cordoned")),
            List.of(reserved("a", "h1", new Amount(0, 3000, 0))));
    assertThat(chosen(placement.choose(resize(1024, 1096)))).isEqualTo("ho-h1");
    assertThat(refusal(placement.choose(resize(1024, 1097))))
        .isEqualTo("h1 has 1096 MiB of memory free, 1097 are asked for");
    assertThat(chosen(placement.choose(resize(4096, 2048)))).isEqualTo("ho-h1");
  }

  private static Ask resize(long from, long to) {
    return new Ask(
        new ResourceId("container", "ct-new"),
        "new",
        Optional.of("ho-h1"),
        Ask.Engine.DOCKER,
        new Amount(0, to, 0),
        List.of(),
        Wish.NONE,
        Optional.of(new Amount(0, from, 0)));
  }

  @Test
  void a_port_of_a_host_is_given_once() {
    var web =
        new Reservation(
            new ResourceId("container", "ct-web"),
            "web",
            "ho-h1",
            Amount.NOTHING,
            List.of("80/tcp"),
            List.of());
    var ask =
        new Ask(
            new ResourceId("container", "ct-new"),
            "new",
            Optional.empty(),
            Ask.Engine.DOCKER,
            Amount.NOTHING,
            List.of("80/tcp"),
            Wish.NONE,
            Optional.empty());
    assertThat(chosen(new Placement(List.of(room("h1"), room("h2")), List.of(web)).choose(ask)))
        .isEqualTo("ho-h2");
    assertThat(refusal(new Placement(List.of(room("h1")), List.of(web)).choose(ask)))
        .isEqualTo("h1 has given port 80/tcp to web");
  }

  record World(List<Room> rooms, List<Reservation> taken, Ask ask) {}

  /// Hosts of three sizes and fillings against questions of three sizes: all of them.
  static Stream<World> worlds() {
    var fillings = List.of(Amount.NOTHING, SMALL, new Amount(7500, 4000, 99_000));
    var sizes = List.of(Amount.NOTHING, SMALL, new Amount(9000, 5000, 200_000));
    var strategies = List.of(Strategy.values());
    var worlds = new ArrayList<World>();
    for (var first : fillings) {
      for (var second : fillings) {
        for (var size : sizes) {
          for (var strategy : strategies) {
            var wish = wish(strategy, List.of(), List.of(), List.of());
            worlds.add(
                new World(
                    List.of(room("h1"), room("h2"), closed("h3", "is cordoned")),
                    List.of(reserved("a", "h1", first), reserved("b", "h2", second)),
                    ask(size, wish)));
          }
        }
      }
    }
    return worlds.stream();
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void no_host_is_ever_given_more_than_it_has(World world) {
    switch (new Placement(world.rooms(), world.taken()).choose(world.ask())) {
      case Choice.Chosen(var host, var why) -> {
        assertThat(host).isNotEqualTo("ho-h3");
        assertThat(why).isNotBlank();
        var sum =
            world.taken().stream()
                .filter(r -> r.host().equals(host))
                .map(Reservation::amount)
                .reduce(world.ask().amount(), Amount::plus);
        assertThat(sum.exceeds(HOST)).isFalse();
      }
      case Choice.Nowhere(var reasons) -> assertThat(reasons).hasSize(3);
    }
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void the_order_of_hosts_does_not_matter(World world) {
    var there = new Placement(world.rooms(), world.taken()).choose(world.ask());
    var back = new Placement(world.rooms().reversed(), world.taken()).choose(world.ask());
    assertThat(back).isEqualTo(there);
  }
}
