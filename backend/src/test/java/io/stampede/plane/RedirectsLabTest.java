package io.stampede.plane;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.engine.Outcome;
import io.stampede.lab.Host;
import io.stampede.lab.Lab;
import io.stampede.lab.LabHost;
import io.stampede.lab.LabImages;
import io.stampede.plane.Models.Net;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What comes to an address of a link, or to a port of a host, reaches a box here, there, or none.
@Lab
@Tag("S12")
@Tag("S13")
@Tag("N3")
class RedirectsLabTest {
  private static final Net NET = new Net(1, Overlay.IPSEC);
  private static final Ipv4 LINK = Ipv4.of("10.41.240.2");
  private static final Ipv4 HERE = Ipv4.of(PlaneLab.address(1, NET));
  private static final Ipv4 THERE = Ipv4.of(PlaneLab.address(2, NET));
  private static final int HTTP = 80;
  private static final int ECHO = 7;

  private static PlaneLab lab;

  @BeforeAll
  static void open(@TempDir Path data, @Host("h1") LabHost one, @Host("h2") LabHost two)
      throws IOException {
    lab = new PlaneLab(data, one, two);
    lab.apply(NET);
    lab.boxes(NET);
    for (int i : List.of(1, 2)) echo(i);
    lab.awaitAllHear(NET);
  }

  @AfterAll
  static void close() {
    lab.clear();
    lab.close();
  }

  /// A box sends back what it hears, on TCP, and whose it is, on UDP.
  private static void echo(int host) {
    lab.host(host).sh("docker exec -d box1 nc -ll -p 7 -e cat");
    lab.host(host).sh("systemctl stop answers; systemctl reset-failed answers; true");
    lab.host(host)
        .sh(
            """
            systemd-run -q -u answers nsenter -n -t $(docker inspect -f '{{.State.Pid}}' box1) python3 -c '
            import socket
            s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            s.bind(("", 7))
            while True: s.sendto(b"%s", s.recvfrom(100)[1])'
            """
                .formatted(lab.host(host).name()));
  }

  private static Redirect link(Transport transport, int port, Ipv4... targets) {
    return to(Optional.of(LINK), transport, port, port, targets);
  }

  private static Redirect to(
      Optional<Ipv4> at, Transport transport, int port, int theirs, Ipv4... targets) {
    var spots = Stream.of(targets).map(target -> new Redirect.Spot(target, theirs)).toList();
    return new Redirect(at, transport, port, spots);
  }

  private static void links(List<Cut> cuts, Redirect... links) {
    redirect(Redirects.NONE.withLinks(List.of(links), List.of()), cuts);
  }

  private static void ports(Redirect... ports) {
    redirect(Redirects.NONE.withPorts(List.of(ports)), List.of());
  }

  /// On the first host.
  private static void redirect(Redirects redirects, List<Cut> cuts) {
    var outcome = lab.plane().redirect(lab.model(1, NET).with(redirects), cuts);
    assertThat(outcome).isEqualTo(Outcome.done());
  }

  /// Who answers at an address, as a box hears it.
  private static String heard(String address) {
    return lab.host(1)
        .run("timeout 5 docker exec box1 wget -q -O - http://%s/ 2>&1".formatted(address))
        .out()
        .strip();
  }

  private static String here() {
    return "I am " + lab.host(1).name();
  }

  private static String there() {
    return "I am " + lab.host(2).name();
  }

  @Test
  void a_link_leads_to_one_target_or_another_or_to_several_in_turn() {
    links(List.of(), link(Transport.TCP, HTTP, THERE));
    assertThat(heard(LINK.toString())).isEqualTo(there());
    links(List.of(), link(Transport.TCP, HTTP, HERE));
    assertThat(heard(LINK.toString())).as("itself").isEqualTo(here());
    links(List.of(), link(Transport.TCP, HTTP, HERE, THERE));
    assertThat(Stream.generate(() -> heard(LINK.toString())).limit(4).toList())
        .containsOnly(here(), there())
        .contains(here(), there());
  }

  @Test
  void a_link_that_leads_nowhere_refuses_at_once() {
    links(List.of());
    assertThat(heard(LINK.toString())).contains("Connection refused");
  }

  @Test
  void a_running_connection_lives_on_or_is_cut_as_asked() {
    links(List.of(), link(Transport.TCP, ECHO, THERE));
    talk();
    links(List.of(), link(Transport.TCP, ECHO, HERE));
    awaitEchoes();
    var cut = new Cut.Port(Optional.of(LINK), Transport.TCP, ECHO);
    links(List.of(cut), link(Transport.TCP, ECHO, HERE));
    awaitEnd();
  }

  @Test
  void a_cut_spares_connections_to_the_new_target() {
    links(List.of(), link(Transport.TCP, ECHO, THERE));
    talk();
    var cut = new Cut.Port(Optional.of(LINK), Transport.TCP, ECHO);
    links(List.of(cut), link(Transport.TCP, ECHO, THERE));
    awaitEchoes();
    links(List.of(cut));
    awaitEnd();
  }

  /// A connection that lasts.
  private static void talk() {
    lab.host(1)
        .sh(
            "docker exec -d box1 sh -c 'while echo x; do sleep 0.1; done | nc %s 7 > /tmp/echoed'"
                .formatted(LINK));
    awaitEchoes();
  }

  private static void awaitEnd() {
    Eventually.until(
        () ->
            lab.host(1).run("docker top box1 | grep -c ' nc %s 7$'".formatted(LINK)).out().strip(),
        "0");
  }

  private static void awaitEchoes() {
    int before = echoed();
    Eventually.until(() -> echoed() > before + 2, true);
  }

  private static int echoed() {
    var said = lab.host(1).run("docker exec box1 sh -c 'wc -l < /tmp/echoed'").out().strip();
    return said.isEmpty() ? 0 : Integer.parseInt(said);
  }

  @Test
  void a_link_carries_datagrams_too() {
    links(List.of(), link(Transport.UDP, ECHO, THERE));
    assertThat(datagram()).isEqualTo(lab.host(2).name());
    links(List.of(), link(Transport.UDP, ECHO, HERE));
    assertThat(datagram()).isEqualTo(lab.host(1).name());
  }

  private static String datagram() {
    return lab.host(1)
        .run(
            """
            nsenter -n -t $(docker inspect -f '{{.State.Pid}}' box1) python3 -c '
            import socket
            s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            s.settimeout(2)
            s.sendto(b"x", ("%s", 7))
            print(s.recv(100).decode())'
            """
                .formatted(LINK))
        .out()
        .strip();
  }

  @Test
  void a_port_of_the_host_is_reached_from_everywhere_wherever_its_target_is() {
    var own = lab.host(1).address();
    for (var target : List.of(HERE, THERE)) {
      ports(to(Optional.empty(), Transport.TCP, 8080, HTTP, target));
      var says = target.equals(HERE) ? here() : there();
      var places = List.of("127.0.0.1", own, "10.41.1.1");
      for (var place : places) assertThat(curl(1, place)).as(place).isEqualTo(says);
      assertThat(curl(2, own)).as("from another host").isEqualTo(says);
      assertThat(heard(own + ":8080")).as("from a container").isEqualTo(says);
    }
    ports();
    assertThat(curl(1, "127.0.0.1")).isEmpty();
    assertThat(curl(2, own)).isEmpty();
  }

  private static String curl(int host, String address) {
    return lab.host(host).run("curl -s -m 5 http://%s:8080/".formatted(address)).out().strip();
  }

  @Test
  void all_of_it_is_back_after_the_component_and_a_box_were_started_anew() {
    var redirects =
        Redirects.NONE
            .withLinks(List.of(link(Transport.TCP, HTTP, HERE)), List.of())
            .withPorts(List.of(to(Optional.empty(), Transport.TCP, 8080, HTTP, THERE)));
    redirect(redirects, List.of());
    lab.host(1).sh("docker restart -t 1 stampede-net box1 >/dev/null");
    Eventually.until(() -> heard(LINK.toString()), here());
    Eventually.until(() -> curl(1, "127.0.0.1"), there());
    echo(1);
    var model = lab.model(1, NET).with(redirects);
    Eventually.until(
        () -> lab.plane().look(model).found().map(PlaneSight::differences).orElse(List.of("?")),
        List.of());
  }

  @Test
  void a_link_is_for_its_own_network_here_only() {
    links(List.of(), link(Transport.TCP, HTTP, HERE));
    var stranger = "docker run --rm %s sh -c 'timeout 2 wget -q -O - http://%s/; true' 2>/dev/null";
    assertThat(lab.host(1).run(stranger.formatted(LabImages.BUSYBOX, LINK)).out()).isEmpty();
  }
}
