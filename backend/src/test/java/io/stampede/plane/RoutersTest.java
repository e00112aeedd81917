package io.stampede.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S16")
@Tag("N2")
class RoutersTest {
  private static final Node OPEN = Models.of(1).node(1);

  private static Node behind(int number, String router) {
    var own = new Node.Uplink(Optional.of(Ipv4.of("10.0.0.2")), 1500);
    return new Node("ho-" + number, number, Ipv4.of(router), own, Optional.empty());
  }

  private static final Node HIDDEN = behind(2, "203.0.113.5");

  @Test
  void behind_two_routers_it_is_said_which_port_one_has_to_pass_on() {
    var far = behind(3, "203.0.113.6");
    assertThat(Routers.fault(Overlay.IPSEC, HIDDEN, far).orElseThrow())
        .contains("203.0.113.5 and 203.0.113.6", "UDP port 4500");
    assertThat(Routers.fault(Overlay.WIREGUARD, HIDDEN, far).orElseThrow())
        .contains("UDP port 51842");
  }

  @Test
  void what_does_not_pass_a_router_is_told_from_what_does() {
    assertThat(Routers.fault(Overlay.VXLAN, OPEN, HIDDEN).orElseThrow()).contains("IPsec");
    assertThat(Routers.fault(Overlay.DIRECT, HIDDEN, OPEN).orElseThrow()).contains("IPsec");
    assertThat(Routers.fault(Overlay.IPSEC, OPEN, HIDDEN)).isEmpty();
    assertThat(Routers.fault(Overlay.WIREGUARD, HIDDEN, OPEN)).isEmpty();
    var same = behind(4, "203.0.113.5");
    for (var overlay : Overlay.values()) {
      assertThat(Routers.fault(overlay, HIDDEN, same)).as(overlay.name()).isEmpty();
    }
  }
}
