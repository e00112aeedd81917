package io.stampede.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stampede.client.Refused;
import io.stampede.engine.ResourceId;
import io.stampede.plane.Transport;
import io.stampede.store.Amount;
import io.stampede.store.Reservation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S13")
class DoorsTest {
  /// As `ss -Hlntup` of Debian 12 writes it.
  private static final String SAID =
      """
      udp UNCONN 0      0                              10.42.1.1:53         0.0.0.0:*    users:(("dnsmasq",pid=812,fd=5))
      udp UNCONN 0      0                      127.0.0.54%lo:53         0.0.0.0:*
      tcp LISTEN 0      128                              0.0.0.0:22         0.0.0.0:*    users:(("sshd",pid=84,fd=3))
      tcp LISTEN 0      128                                 [::]:22            [::]:*    users:(("sshd",pid=84,fd=4))
      tcp LISTEN 0      4096                         192.0.2.11:9000       0.0.0.0:*    users:(("docker-proxy",pid=99,fd=4))
      tcp LISTEN 0      511                                   *:80               *:*    users:(("nginx",pid=7,fd=6),("nginx",pid=8,fd=6))
      tcp LISTEN 0      5                                  [::1]:631            [::]:*
      who knows
      """;

  private static PortSpec port(String range, Transport transport, String... address) {
    return new PortSpec(
        Optional.of("p"),
        "ct-web",
        new PortRange(range),
        Optional.empty(),
        transport,
        Optional.of("ho-1"),
        List.of(address).stream().findFirst().map(IpAddress::new),
        Optional.empty(),
        Connections.KEEP,
        Optional.empty());
  }

  private static Reservation taken(String kind, String name, String host, String... ports) {
    return new Reservation(
        new ResourceId(kind, "xx-" + Integer.toHexString(name.hashCode())),
        name,
        host,
        Amount.NOTHING,
        List.of(ports),
        List.of());
  }

  private static String refused(PortSpec wanted, Reservation... others) {
    var refused =
        catchThrowableOfType(
            Refused.class, () -> Doors.refuseTaken(wanted, "h1", List.of(others), "publicPort"));
    return refused == null ? "" : refused.problem().message();
  }

  private static String listened(PortSpec wanted) {
    var refused =
        catchThrowableOfType(
            Refused.class,
            () -> Doors.refuseListened(wanted, "h1", Listener.parse(SAID), "publicPort"));
    return refused == null ? "" : refused.problem().message();
  }

  @Test
  void a_port_that_another_has_on_the_host_is_refused_with_whose_it_is() {
    var web = taken("container", "web", "ho-1", "8080/tcp");
    assertThat(refused(port("8080", Transport.TCP), web))
        .isEqualTo("port 8080/tcp of h1 is taken by container web");
    assertThat(refused(port("8000-8100", Transport.TCP), web)).contains("8080/tcp");
    assertThat(refused(port("8080", Transport.TCP, "192.0.2.11"), web)).contains("container web");
    assertThat(refused(port("8080", Transport.UDP), web)).isEmpty();
    assertThat(refused(port("8080", Transport.TCP), taken("container", "b", "ho-2", "8080/tcp")))
        .isEmpty();
  }

  @Test
  void the_same_port_can_be_had_at_two_addresses_but_not_at_all_beside_one() {
    var one = taken("port", "published port one", "ho-1", "192.0.2.11:80/tcp");
    assertThat(refused(port("80", Transport.TCP, "192.0.2.12"), one)).isEmpty();
    assertThat(refused(port("80", Transport.TCP, "192.0.2.11"), one))
        .isEqualTo("port 192.0.2.11:80/tcp of h1 is taken by published port one");
    assertThat(refused(port("80", Transport.TCP), one)).contains("published port one");
  }

  @Test
  void a_port_on_which_something_listens_is_refused_with_its_name() {
    assertThat(listened(port("22", Transport.TCP)))
        .isEqualTo("port 22/tcp of h1 is in use: sshd listens on 0.0.0.0");
    assertThat(listened(port("79-81", Transport.TCP))).contains("80/tcp", "nginx");
    assertThat(listened(port("53", Transport.UDP))).contains("dnsmasq");
    assertThat(listened(port("53", Transport.UDP, "192.0.2.11"))).isEmpty();
    assertThat(listened(port("9000", Transport.TCP, "192.0.2.11"))).contains("docker-proxy");
    assertThat(listened(port("9000", Transport.TCP, "192.0.2.12"))).isEmpty();
    assertThat(listened(port("22", Transport.UDP))).isEmpty();
    assertThat(listened(port("631", Transport.TCP))).as("only IPv6").isEmpty();
  }

  @Test
  void a_range_of_ports_is_one_or_several_in_a_row() {
    assertThatCode(() -> new PortRange("8000-8999")).doesNotThrowAnyException();
    for (var wrong : List.of("", "0", "70000", "10-9", "1-2000", "80/tcp", "8 0")) {
      assertThatIllegalArgumentException().isThrownBy(() -> new PortRange(wrong));
    }
  }
}
