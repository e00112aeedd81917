package io.stampede.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stampede.client.Refused;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.plane.Cidr;
import io.stampede.store.Amount;
import io.stampede.store.Reservation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressesTest {
  private static final Network SMALL =
      new Network("nw-1", "small", Cidr.of("10.9.0.0/24"), 28, 1, "small.internal");
  private static final Network OTHER =
      new Network("nw-2", "other", Cidr.of("10.8.0.0/16"), 24, 2, "other.internal");
  private static final Addresses ADDRESSES = Addresses.of(List.of(SMALL, OTHER));

  private final List<Reservation> taken = new ArrayList<>();

  private List<Card> choose(String name, String host, String... nics) {
    return ADDRESSES.choose(wish(name, host, List.of(), nics), taken);
  }

  private static Addresses.Wish wish(String name, String host, List<Card> had, String... nics) {
    var all = List.of(nics).stream().map(Nic::new).toList();
    return new Addresses.Wish(id(name), name, host, "host " + host, all, had);
  }

  private static ResourceId id(String name) {
    return new ResourceId("container", "ct-" + Addresses.dnsName(name));
  }

  /// Chooses, and keeps it.
  private String take(String name, String host, String... nics) {
    var cards = choose(name, host, nics);
    taken.add(
        new Reservation(
            id(name), name, host, Amount.NOTHING, List.of(), List.of(), Addresses.held(cards)));
    return String.join(" ", cards.stream().map(c -> c.address().toString()).toList());
  }

  private Problem refusal(String name, String host, String... nics) {
    var refused = catchThrowableOfType(Refused.class, () -> choose(name, host, nics));
    assertThat(refused).as("it is refused").isNotNull();
    assertThat(refused.errors().getFirst().field()).isEqualTo("networks");
    return refused.problem();
  }

  @Test
  void a_host_has_one_block_and_its_workloads_the_lowest_free_addresses_of_it() {
    assertThat(take("a", "h1", "small")).isEqualTo("10.9.0.2");
    assertThat(take("b", "h1", "small")).isEqualTo("10.9.0.3");
    assertThat(take("c", "h2", "small")).isEqualTo("10.9.0.18");
    taken.removeFirst();
    assertThat(take("d", "h1", "small")).isEqualTo("10.9.0.2");
    taken.removeIf(r -> r.host().equals("h1"));
    assertThat(take("e", "h3", "small")).as("a block that was given up").isEqualTo("10.9.0.2");
  }

  @Test
  void a_card_knows_its_gateway_its_bridge_and_its_mac() {
    var card = choose("a", "h1", "small").getFirst();
    assertThat(card.gateway()).hasToString("10.9.0.1");
    assertThat(card.bridge()).isEqualTo("st-1");
    assertThat(card.mac()).isEqualTo("02:42:0a:09:00:02");
    var machine = new ResourceId("virtualMachine", "vm-a");
    assertThat(Card.mac(machine, "nw-1", card.address())).isEqualTo(Card.mac(machine, "nw-1"));
    assertThat(Card.mac(machine, "nw-1")).isNotEqualTo(Card.mac(machine, "nw-2"));
  }

  @Test
  void several_networks_give_an_address_each() {
    assertThat(take("a", "h1", "other", "docker:bridge", "small")).isEqualTo("10.8.0.2 10.9.0.2");
  }

  @Test
  void an_address_that_is_asked_for_brings_its_block_along() {
    assertThat(take("a", "h1", "other=10.8.7.9")).isEqualTo("10.8.7.9");
    assertThat(take("b", "h1", "other")).isEqualTo("10.8.7.2");
    assertThat(ADDRESSES.onlyHost(List.of(new Nic("other=10.8.7.10")), taken)).contains("h1");
    assertThat(ADDRESSES.onlyHost(List.of(new Nic("other=10.8.8.10")), taken)).isEmpty();
    assertThat(refusal("c", "h2", "other=10.8.7.10").code()).isEqualTo("not-on-host");
    assertThat(refusal("c", "h1", "other=10.8.8.10").message())
        .contains("host h1", "whose block is 10.8.7.0/24");
    assertThat(refusal("c", "h1", "other=10.8.7.9").message()).contains("taken by a");
  }

  @Test
  void what_no_workload_can_have_is_refused() {
    assertThat(refusal("a", "h1", "nowhere").message()).contains("no managed network nowhere");
    assertThat(refusal("a", "h1", "nowhere").fix()).contains("other, small");
    assertThat(refusal("a", "h1", "small", "small=10.9.0.4").code()).isEqualTo("twice");
    assertThat(refusal("a", "h1", "small=10.8.0.4").code()).isEqualTo("not-in-network");
    for (var kept : List.of("10.9.0.0", "10.9.0.17", "10.9.0.31")) {
      assertThat(refusal("a", "h1", "small=" + kept).code()).isEqualTo("kept-address");
    }
  }

  @Test
  void a_full_block_is_told_with_network_and_host() {
    for (int i = 0; i < 13; i++) take("c" + i, "h1", "small");
    var problem = refusal("more", "h1", "small");
    assertThat(problem.blame()).isEqualTo(Problem.Blame.CAPACITY);
    assertThat(problem.code()).isEqualTo("no-address");
    assertThat(problem.message())
        .isEqualTo(
            "network small has no address left on host h1: all 13 of its block 10.9.0.0/28 are"
                + " taken");
    assertThat(take("more", "h2", "small")).isEqualTo("10.9.0.18");
  }

  @Test
  void when_all_blocks_are_given_the_next_host_is_told() {
    for (int i = 0; i < 15; i++) take("c" + i, "h" + i, "small");
    var problem = refusal("more", "h15", "small");
    assertThat(problem.code()).isEqualTo("no-block");
    assertThat(problem.message()).contains("small", "host h15", "all 15");
  }

  @Test
  void the_last_part_of_a_network_is_kept_for_links() {
    assertThat(refusal("a", "h1", "small=10.9.0.245").message())
        .isEqualTo("10.9.0.245 is in 10.9.0.240/28, which network small keeps for links");
    assertThat(refusal("a", "h1", "other=10.8.240.9").code()).isEqualTo("kept-address");
    assertThat(take("a", "h1", "other=10.8.239.9")).isEqualTo("10.8.239.9");
  }

  @Test
  void what_it_had_it_keeps_unless_another_address_is_asked_for() {
    take("first", "h1", "small");
    var had = choose("a", "h1", "small");
    assertThat(ADDRESSES.choose(wish("a", "h1", had, "small", "other"), taken))
        .startsWith(had.getFirst())
        .hasSize(2);
    assertThat(ADDRESSES.choose(wish("a", "h1", had, "small=10.9.0.9"), taken).getFirst().address())
        .hasToString("10.9.0.9");
  }

  @Test
  void a_name_is_there_once_on_a_network() {
    take("Web_1", "h1", "small");
    assertThat(refusal("web-1", "h2", "small").code()).isEqualTo("name-taken");
    assertThat(take("web-1", "h2", "other")).isEqualTo("10.8.0.2");
  }
}
