package io.stampede.onboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.component.Components;
import io.stampede.host.HostName;
import io.stampede.host.MadeKey;
import io.stampede.onboard.CheckRow.Severity;
import io.stampede.onboard.CheckRow.State;
import io.stampede.onboard.Neighbours.Neighbour;
import io.stampede.schema.Codec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("C5")
class ChecksTest {
  private static final CandidateSpec SPEC =
      new Codec<>(CandidateSpec.class)
          .restore(
              Map.of(
                  "address",
                  "192.0.2.1",
                  "port",
                  22,
                  "user",
                  "core",
                  "privateKey",
                  "KEY",
                  "agent",
                  false,
                  "go",
                  false));

  private static final Neighbour H1 =
      new Neighbour(
          true,
          "ho-1",
          "h1",
          "192.0.2.9",
          22,
          Optional.of("SHA256:" + "A".repeat(43)),
          Optional.of("boot-1"));

  static List<Check> checks() {
    return Checks.ALL;
  }

  private static CheckRow judged(String word, String... found) {
    return judged(word, List.of(), found);
  }

  private static CheckRow judged(String word, List<Neighbour> others, String... found) {
    var seen = new Seen(SPEC, Probed.of(found), others, "our-id", Components.none());
    return Checks.named(word).orElseThrow().row(seen, 5);
  }

  @Test
  void words_are_stable_and_told_apart() {
    assertThat(Checks.ALL)
        .extracting(Check::word)
        .doesNotHaveDuplicates()
        .allMatch(w -> w.matches("[a-z][a-z0-9-]+"));
  }

  @ParameterizedTest
  @MethodSource("checks")
  void each_makes_sense_of_nothing_and_of_noise(Check check) {
    var noise =
        Probed.of(
            "uid",
            "\u202e0",
            "memory",
            "-1",
            "disk",
            "%s%n",
            "kernel",
            "9999.9",
            "mtu",
            "999999999999999999",
            "peers",
            "3",
            "peer.1.mtu",
            "x",
            "clock.offset",
            "-999999999999999",
            "docker",
            "?",
            "cgroups",
            "3");
    for (var probed : List.of(Probed.NOTHING, noise)) {
      var row = check.row(new Seen(SPEC, probed, List.of(), "our-id", Components.none()), 1);
      assertThat(row.state().isOver()).isTrue();
      assertThat(row.found()).isNotEmpty();
      assertThat(row.why()).endsWith(".");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "root, uid=0, ok",
    "root, uid=1000|sudo=yes, ok",
    "root, uid=1000|sudo=a password is required, failed",
    "root, uid=1000|sudo=missing, failed",
    "os, uname=Linux|os=Debian, ok",
    "os, uname=FreeBSD, failed",
    "kernel, kernel=3.10.0-1160.el7, failed",
    "kernel, kernel=4.19.0, ok",
    "kernel, kernel=6.1, ok",
    "architecture, architecture=riscv64, failed",
    "memory, memory=500000, failed",
    "cgroups, cgroups=2|controllers=cpu memory, ok",
    "cgroups, cgroups=2|controllers=cpu, failed",
    "cgroups, cgroups=none, failed",
    "disk-space, disk=/dev/vda1 8000000 7600000 400000 95% /, failed",
    "disk-room, disk=/dev/vda1 8000000 4000000 4000000 50% /, failed",
    "disk-space, disk=/dev/vda1 8000000 4000000 4000000 50% /, ok",
    "'disk-writable', 'mountoptions=ro,relatime', failed",
    "'disk-writable', 'mountoptions=rw,errors=remount-ro', ok",
    "disk-kind, mounttype=tmpfs, failed",
    "disk-kind, mounttype=nfs4, failed",
    "ssh-streamlocal, streamlocal=refused, failed",
    "ssh-streamlocal, streamlocal=yes|sshd.allowstreamlocalforwarding=no, failed",
    "ssh-streamlocal, streamlocal=yes, ok",
    "ssh-streamlocal, streamlocal=bridged, failed",
    "ssh-streamlocal, streamlocal=bridged|sshd.allowstreamlocalforwarding=yes, failed",
    "ssh-streamlocal, streamlocal=bridged|sshd.allowstreamlocalforwarding=no, failed",
    "ssh-sessions, sshd.maxsessions=4, failed",
    "ssh-sessions, sshd.maxsessions=10, ok",
    "docker-reachable, docker=denied, failed",
    "docker-version, docker.version=19.03.5, failed",
    "docker-version, docker.version=20.10.24+dfsg1, ok",
    "docker-storage, docker.driver=vfs, failed",
    "docker-storage, docker.driver=overlay2, ok",
    "kvm, kvm=yes|cpuvirt=svm, ok",
    "kvm, cpuvirt=vmx, failed",
    "tun, tun=loadable, failed",
    "ip-forward, forward=0, failed",
    "mtu, mtu=1280|interface=eth0, failed",
    "mtu, mtu=1450|interface=eth0, ok",
    "firewall-flavour, iptables=iptables v1.8.9 (nf_tables)|iptables.legacy=nat, failed",
    "firewalld, firewalld=active, failed",
    "firewalld, firewalld=active|firewalld.open=yes, ok",
    "ufw, ufw=Status: active, failed",
    "ufw, ufw=Status: inactive, ok",
    "clock, clock.offset=1500|clock.error=5, ok",
    "clock, clock.offset=-8000|clock.error=5, failed",
    "path-mtu, peers=0, skipped",
    "path-mtu, peers=1|peer.1.name=h1|peer.1.mtu=1500, ok",
    "path-mtu, peers=1|peer.1.name=h1|peer.1.mtu=1280, failed",
    "path-mtu, peers=1|peer.1.name=h1|peer.1.mtu=0, unknown",
    "ike-reachable, peers=1|peer.1.name=h1|peer.1.udp500=refused|peer.1.udp4500=counted, ok",
    "ike-reachable, peers=1|peer.1.name=h1|peer.1.udp500=refused|peer.1.udp4500=lost, failed",
    "ike-reachable, peers=1|peer.1.name=h1|peer.1.udp500=silent|peer.1.udp4500=refused, unknown",
    "wireguard-reachable, peers=1|peer.1.name=h1|peer.1.udp51842=counted, ok",
    "wireguard-reachable, peers=1|peer.1.name=h1|peer.1.udp51842=lost|peer.1.udp4789=refused, failed",
    "vxlan-reachable, peers=1|peer.1.name=h1|peer.1.udp4789=lost, failed",
    "vxlan-reachable, peers=0, skipped",
    "bridge-filter, bridgefilter=yes, ok",
    "bridge-filter, bridgefilter=loadable, ok",
    "bridge-filter, bridgefilter=no, failed",
    "owner, owner=other-id|owner.who=desk of Ada, failed",
    "owner, owner=our-id, ok",
    "owner, owner=, ok"
  })
  void what_was_found_decides(String word, String found, String state) {
    var pairs = found.replace("|", "=").split("=", -1);
    var row = judged(word, split(found));
    assertThat(row.state().name().toLowerCase(java.util.Locale.ROOT)).as(pairs[0]).isEqualTo(state);
    if (row.state() == State.FAILED) assertThat(row.fix()).isNotEmpty();
  }

  private static String[] split(String found) {
    return java.util.Arrays.stream(found.split("\\|"))
        .flatMap(pair -> java.util.stream.Stream.of(pair.split("=", 2)))
        .toArray(String[]::new);
  }

  @Test
  void a_fix_names_the_commands_of_the_distribution() {
    assertThat(
            judged("docker-reachable", "docker", "missing", "osid", "ubuntu", "oslike", "debian")
                .fix())
        .startsWith("sudo apt-get install -y docker.io");
    assertThat(
            judged(
                    "docker-reachable",
                    "docker",
                    "missing",
                    "osid",
                    "rocky",
                    "oslike",
                    "rhel centos fedora")
                .fix())
        .contains("dnf install");
    assertThat(
            judged("docker-reachable", "docker", "missing", "osid", "flatcar", "oslike", "coreos")
                .fix())
        .isEqualTo("sudo systemctl enable --now docker.service");
    assertThat(judged("docker-reachable", "docker", "missing", "osid", "alpine", "uid", "0").fix())
        .startsWith("apk add docker");
  }

  @Test
  void only_what_root_can_do_safely_is_fixable() {
    assertThat(judged("ip-forward", "forward", "0").fixable()).isFalse();
    assertThat(judged("ip-forward", "forward", "0", "sudo", "yes").fixable()).isTrue();
    assertThat(judged("ip-forward", "forward", "1", "uid", "0").fixable()).isFalse();
    assertThat(judged("ssh-sessions", "sshd.maxsessions", "2", "uid", "0").fixable()).isFalse();
    assertThat(
            judged("ssh-sessions", "sshd.maxsessions", "2", "uid", "0", "sshd.dropin", "yes")
                .fixable())
        .isTrue();
  }

  @Test
  void a_machine_that_is_a_host_already_is_known_by_its_boot_and_its_address() {
    assertThat(judged("already-added", List.of(H1), "boot", "boot-2").state()).isEqualTo(State.OK);
    assertThat(judged("already-added", List.of(H1), "boot", "boot-1").found()).contains("host h1");
    var same =
        new Neighbour(true, "ho-2", "x", "192.0.2.1", 22, Optional.empty(), Optional.empty());
    assertThat(judged("already-added", List.of(same)).state()).isEqualTo(State.FAILED);
    var named =
        new Neighbour(
            false, "ca-2", "192.0.2.1", "192.0.2.8", 22, Optional.empty(), Optional.empty());
    assertThat(judged("name-free", List.of(named)).state()).isEqualTo(State.FAILED);
  }

  @Test
  void a_clock_is_held_against_the_middle_of_its_round_trip() {
    assertThat(ClockLook.offset("1000.500000000", 1_000_400, 1_000_600))
        .contains(new ClockLook.Offset(0, 100));
    assertThat(ClockLook.offset("1005.500000000", 1_000_400, 1_000_600))
        .contains(new ClockLook.Offset(5000, 100));
    assertThat(ClockLook.offset("1000.N", 1_000_400, 1_000_600))
        .contains(new ClockLook.Offset(0, 600));
    assertThat(ClockLook.offset("Mon Jan 1", 0, 1)).isEmpty();
  }

  @Test
  void datagrams_that_came_are_counted_at_the_other_end() {
    var snmp = "Udp: InDatagrams NoPorts InErrors\nUdp: 12 30 0 5\n";
    assertThat(PeerLook.counted(snmp)).isEqualTo(OptionalLong.of(42));
    var silent = Probed.of("peer.1.udp500", "silent", "peer.1.udp4500", "refused");
    var before = List.of(OptionalLong.of(42));
    assertThat(
            PeerLook.named(
                    List.of(H1),
                    silent,
                    PeerLook.PORTS.getFirst(),
                    before,
                    List.of(OptionalLong.of(46)))
                .text("peer.1.udp500"))
        .isEqualTo("counted");
    assertThat(
            PeerLook.named(
                    List.of(H1),
                    silent,
                    PeerLook.PORTS.getFirst(),
                    before,
                    List.of(OptionalLong.of(42)))
                .text("peer.1.udp500"))
        .isEqualTo("lost");
    assertThat(
            PeerLook.named(
                    List.of(H1),
                    silent,
                    PeerLook.PORTS.getFirst(),
                    before,
                    List.of(OptionalLong.empty()))
                .text("peer.1.udp500"))
        .isEqualTo("silent");
  }

  @Test
  void what_a_host_says_is_printable_short_and_counted_once() {
    var said =
        Probed.parse(
            "p", "motd\np begin\nos=a\u0007b\u202ec\nos=again\nnoise\nBAD=1\np end\nos=late\n");
    assertThat(said).contains(Probed.of("os", "a b c"));
    assertThat(Probed.parse("p", "p begin\nos=x\n")).isEmpty();
    assertThat(
            Probed.parse("p", "p begin\nos=" + "x".repeat(5000) + "\np end\n")
                .orElseThrow()
                .text("os"))
        .hasSize(300);
  }

  @Test
  void a_key_made_here_is_one_for_ssh() {
    var text = MadeKey.text("stampede");
    assertThat(text).startsWith("-----BEGIN OPENSSH PRIVATE KEY-----\n");
    assertThat(MadeKey.publicLine(text))
        .matches("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI[A-Za-z0-9+/]{43}");
    assertThat(MadeKey.text("stampede")).isNotEqualTo(text);
  }

  @Test
  void names_made_of_addresses_are_names() {
    assertThat(HostName.madeOf(new io.stampede.ssh.Address("web1.example.org")).value())
        .isEqualTo("web1");
    assertThat(HostName.madeOf(new io.stampede.ssh.Address("2001:db8::1")).value())
        .isEqualTo("host-2001-db8-1");
  }

  @Test
  void every_check_is_in_the_reference() throws IOException {
    var made = CheckReference.text();
    assertThat(Files.readString(Path.of("../docs/checks.md"))).isEqualTo(made);
  }

  @Test
  void musts_are_few() {
    assertThat(Checks.ALL.stream().filter(c -> c.severity() == Severity.MUST).map(Check::word))
        .containsExactlyInAnyOrder(
            "ssh-login",
            "root",
            "os",
            "architecture",
            "disk-writable",
            "disk-space",
            "docker-reachable",
            "owner",
            "already-added",
            "name-free");
  }
}
