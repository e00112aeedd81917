package io.stampede.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.stampede.plane.Cidr;
import io.stampede.plane.Guard.Direction;
import io.stampede.plane.Guard.Peer;
import io.stampede.plane.Guard.Ports;
import io.stampede.plane.Guard.Protocol;
import io.stampede.plane.Guard.Rule;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupRuleTest {
  private static Rule rule(String text) {
    return new GroupRule(text)
        .rule(name -> name.equals("web") ? Optional.of("sg-1") : Optional.empty())
        .orElseThrow();
  }

  private static Optional<Ports> ports(int first, int last) {
    return Optional.of(new Ports(first, last));
  }

  @Test
  void what_is_written_is_what_is_meant() {
    var none = Optional.<Ports>empty();
    assertThat(rule("tcp 80"))
        .isEqualTo(new Rule(Direction.IN, Protocol.TCP, ports(80, 80), new Peer.Anyone()));
    assertThat(rule("udp 8000-8100 from web"))
        .isEqualTo(
            new Rule(Direction.IN, Protocol.UDP, ports(8000, 8100), new Peer.Members("sg-1")));
    assertThat(rule("icmp from 10.42.0.0/16"))
        .isEqualTo(
            new Rule(Direction.IN, Protocol.ICMP, none, new Peer.Range(Cidr.of("10.42.0.0/16"))));
    assertThat(rule("all from 10.42.0.7"))
        .isEqualTo(
            new Rule(Direction.IN, Protocol.ALL, none, new Peer.Range(Cidr.of("10.42.0.7/32"))));
    assertThat(rule("all from network"))
        .isEqualTo(new Rule(Direction.IN, Protocol.ALL, none, new Peer.Neighbours()));
    assertThat(rule("tcp to any"))
        .isEqualTo(new Rule(Direction.OUT, Protocol.TCP, none, new Peer.Anyone()));
  }

  @Test
  void a_group_that_is_not_there_makes_no_rule() {
    assertThat(new GroupRule("tcp 80 from gone").rule(_ -> Optional.empty())).isEmpty();
    assertThat(new GroupRule("tcp 80 from gone").group()).contains("gone");
    assertThat(new GroupRule("tcp 80 from network").group()).isEmpty();
    assertThat(new GroupRule("tcp 80 from 10.0.0.0/8").group()).isEmpty();
  }

  @Test
  void spaces_are_all_alike() {
    assertThat(new GroupRule("  tcp   80 \t from any ")).hasToString("tcp 80 from any");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tcp 0 from any | are no ports",
        "tcp 9-8 from any | the lower one first",
        "tcp 80-65536 from any | are no ports",
        "icmp 8 from any | only TCP and UDP have ports",
        "sctp 80 from any | tcp, udp, icmp or all",
        "tcp 80 from 10.42.0.1/16 | neither any, network, a group nor a range",
        "tcp 80 from 300.1.1.1 | neither any, network, a group nor a range",
        "tcp 80 of any | it looks like",
        "tcp 80 from any; accept | it looks like",
        "tcp 999999999999 from any | it looks like"
      })
  void what_is_wrong_is_said(String text, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GroupRule(text))
        .withMessageContaining(why)
        .withMessageContaining(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"any", "network", "from", "Web", "-a", "a b", "1a", ""})
  void no_name_of_a_group(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> new GroupName(name));
  }
}
