package io.stampede.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.stampede.plane.Ipv4;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkWordsTest {
  @Test
  void a_card_says_what_it_is_plugged_into() {
    assertThat(new Nic("managed").plug())
        .isEqualTo(new Nic.Plug.Managed("managed", Optional.empty()));
    assertThat(new Nic("managed=10.42.3.7").plug())
        .isEqualTo(new Nic.Plug.Managed("managed", Optional.of(Ipv4.of("10.42.3.7"))));
    assertThat(new Nic("docker:my_net.1").plug()).isEqualTo(new Nic.Plug.Docker("my_net.1"));
    assertThat(new Nic("libvirt:default").plug()).isEqualTo(new Nic.Plug.Libvirt("default"));
    assertThat(new Nic("bridge:br0").plug()).isEqualTo(new Nic.Plug.Bridge("br0"));
    assertThat(new Nic("macvtap:enp1s0").plug()).isEqualTo(new Nic.Plug.Macvtap("enp1s0"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "=10.42.0.1",
        "managed=",
        "managed=10.42.0",
        "managed=10.42.0.256",
        "Managed",
        "docker:",
        "docker:a b",
        "bridge:$(x)",
        "veth:x",
        "managed=10.42.0.1=2",
        "macvtap:-x"
      })
  void what_is_no_network_is_no_card(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Nic(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.42.0.0",
        "10.42.0.0/7",
        "10.42.0.0/25",
        "10.42.1.0/16",
        "127.0.0.0/8",
        "224.0.0.0/8",
        "169.254.0.0/16",
        "0.0.0.0/8",
        "240.0.0.0/8",
        "10.42.0.0/16 "
      })
  void what_holds_no_machines_is_no_range(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new NetworkRange(text));
  }

  @Test
  void a_private_and_a_public_range_will_do() {
    assertThat(new NetworkRange("10.0.0.0/8").cidr().size()).isEqualTo(1 << 24);
    assertThat(new NetworkRange("203.0.113.0/24").cidr()).hasToString("203.0.113.0/24");
  }

  private static final List<String> OWN =
      List.of("eth0 2001:db8::4/64", "eth0 203.0.113.4/24", "eth1 192.0.2.2/24");

  private static Optional<Underlay> underlay(String own, String outside, String reached) {
    var said =
        new Underlay.Said(
            Optional.of(own).filter(a -> !a.isEmpty()).map(Ipv4::of),
            Optional.of(outside).filter(a -> !a.isEmpty()).map(Ipv4::of));
    return Underlay.of(said, reached, OWN, Map.of("eth1", 9000));
  }

  /// An address that the console uses and that the host has not is its router's.
  @ParameterizedTest
  @CsvSource({
    "'', '', 192.0.2.2, 192.0.2.2, '', 9000",
    "'', '', h1.example, 203.0.113.4, '', 1500",
    "'', '', 127.0.0.1, 203.0.113.4, '', 1500",
    "'', '', 198.51.100.9, 203.0.113.4, 198.51.100.9, 1500",
    "'', 198.51.100.7, 198.51.100.9, 203.0.113.4, 198.51.100.7, 1500",
    "'', 198.51.100.7, h1.example, 203.0.113.4, 198.51.100.7, 1500",
    "192.0.2.2, '', 203.0.113.4, 192.0.2.2, '', 9000",
    "192.0.2.2, '', 198.51.100.9, 192.0.2.2, '', 9000",
    "192.0.2.2, 198.51.100.7, 203.0.113.4, 192.0.2.2, 198.51.100.7, 9000",
    "203.0.113.4, 203.0.113.4, 203.0.113.4, 203.0.113.4, '', 1500",
  })
  void tunnels_end_where_people_say_or_else_where_the_console_comes_in(
      String said, String outside, String reached, String own, String router, int mtu) {
    var expected =
        new Underlay(
            Ipv4.of(own), Optional.of(router).filter(a -> !a.isEmpty()).map(Ipv4::of), mtu);
    assertThat(underlay(said, outside, reached)).contains(expected);
  }

  @Test
  void a_host_without_the_address_that_it_should_have_has_none() {
    assertThat(underlay("192.0.2.3", "", "192.0.2.2")).isEmpty();
    var sixOnly = List.of("eth0 2001:db8::4/64");
    assertThat(Underlay.of(Underlay.Said.NOTHING, "h1", sixOnly, Map.of())).isEmpty();
  }
}
