package io.stampede.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.stampede.plane.Ipv4;
import java.util.List;
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

  @ParameterizedTest
  @CsvSource({"192.0.2.2, 192.0.2.2", "h1.example, 203.0.113.4", "198.51.100.9, 203.0.113.4"})
  void tunnels_end_where_the_console_comes_in_if_that_is_the_hosts_own(
      String reached, String underlay) {
    var own = List.of("eth0 2001:db8::4/64", "eth0 203.0.113.4/24", "eth1 192.0.2.2/24");
    assertThat(Underlay.of(reached, own)).contains(Ipv4.of(underlay));
    assertThat(Underlay.of(reached, List.of("eth0 2001:db8::4/64"))).isEmpty();
  }
}
