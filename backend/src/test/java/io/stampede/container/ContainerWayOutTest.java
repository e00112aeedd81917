package io.stampede.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.network.Card;
import io.stampede.network.Nic;
import io.stampede.plane.Cidr;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// As Docker does it, whatever the order in which networks were asked for.
@Tag("S9")
class ContainerWayOutTest {
  private static Card card(String name, int number) {
    var block = Cidr.of("10.%d.1.0/24".formatted(40 + number));
    return new Card("nw-" + number, name, number, block.at(9), block, name + ".internal", "");
  }

  private static final List<Card> CARDS =
      List.of(card("managed", 1), card("wire", 2), card("late", 10));

  /// @param networks as asked for, with spaces between
  /// @param out the number of the network that the default route is by; 0 for none of ours
  @ParameterizedTest
  @CsvSource({
    "managed, 1",
    "wire managed, 1",
    "wire late, 10",
    "managed docker:bridge, 0",
    "wire docker:zebra, 2",
    "docker:bridge, 0"
  })
  void the_default_route_is_by_the_network_whose_name_comes_first(String networks, int out) {
    var nics = Stream.of(networks.split(" ")).map(Nic::new).toArray(Nic[]::new);
    var asked = ContainerSpecs.on(ContainerSpecs.sleeper("web"), nics);
    var cards = CARDS.stream().filter(c -> networks.contains(c.name())).toList();
    var spec = asked.carded(cards);
    assertThat(spec.leadsOut().map(Card::number).orElse(0)).isEqualTo(out);
    assertThat(Stream.concat(spec.aside().stream(), spec.leadsOut().stream().map(Card::address)))
        .as("each address is the one or the other")
        .containsExactlyInAnyOrderElementsOf(cards.stream().map(Card::address).toList());
  }
}
