package io.stampede.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.stampede.host.HostFacts.Mark;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SurveyTest {
  private static final String GOOD =
      """
      stampede-survey begin
      os="Debian GNU/Linux 12 (bookworm)"
      kernel=6.18.5
      architecture=x86_64
      hostname=h1
      cpus=2
      model=Intel(R)  Xeon(R) Processor @ 2.50GHz
      cores=1
      memory=24678900
      disk=/dev/vda1       528282624 100282624 401000000      21% /
      boot=0b5d9a3c-1d9a-4a6e-a7a4-3f0e2a6f6a51
      device=vda 528482304 0
      device=sda 1953525168 1 ST1000DM010
      device=zd0 0 0
      address=eth0 192.0.2.11/24
      address=docker0 172.17.0.1/16
      address=eth0 2001:db8::11/64
      mtu=eth0 9000
      mtu=docker0 1500
      mtu=eth0 nonsense
      clock=1767268800
      docker=yes
      libvirt=yes
      owner=in-7k2m
      stampede-survey end
      """;

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private static Survey parse(String output) throws Survey.Nonsense {
    return Survey.parse(output);
  }

  @Test
  void what_a_host_says_becomes_facts() throws Survey.Nonsense {
    assertThat(facts(GOOD))
        .isEqualTo(
            new HostFacts(
                "Debian GNU/Linux 12 (bookworm)",
                "6.18.5",
                "x86_64",
                "h1",
                "Intel(R) Xeon(R) Processor @ 2.50GHz",
                2,
                1,
                24100,
                503,
                382,
                List.of("vda · 252 GiB", "sda · 931 GiB · rotating · ST1000DM010"),
                List.of("eth0 192.0.2.11/24", "eth0 2001:db8::11/64"),
                Map.of("eth0", 9000),
                Optional.of("20.10.24"),
                Optional.of("9.0.0"),
                3,
                1,
                false,
                "0b5d9a3c-1d9a-4a6e-a7a4-3f0e2a6f6a51",
                2,
                List.of(),
                Mark.OURS,
                List.of(),
                List.of(),
                false));
  }

  private static HostFacts facts(String output) throws Survey.Nonsense {
    return parse(output)
        .facts(
            "h1",
            new Daemon.Answers("20.10.24", 3),
            new Daemon.Answers("9.0.0", 1),
            2,
            "in-7k2m",
            NOON);
  }

  private static HostFacts facts(Daemon docker, Daemon libvirt, String output)
      throws Survey.Nonsense {
    return parse(output).facts("h1", docker, libvirt, 2, "in-7k2m", NOON);
  }

  @Test
  void whose_it_is_shows_in_its_owner_file() throws Survey.Nonsense {
    assertThat(facts(GOOD.replace("owner=in-7k2m", "owner=")).mark()).isEqualTo(Mark.NONE);
    assertThat(facts(GOOD.replace("owner=in-7k2m", "owner=in-x")).mark()).isEqualTo(Mark.OTHER);
  }

  @Test
  void a_daemon_that_is_installed_and_silent_degrades_a_host() throws Survey.Nonsense {
    var silent = new Daemon.Silent("nothing listens");
    assertThat(facts(silent, Daemon.ABSENT, GOOD).degraded()).containsExactly("docker");
    assertThat(facts(Daemon.ABSENT, silent, GOOD).degraded()).containsExactly("libvirt");
    assertThat(facts(Daemon.ABSENT, Daemon.ABSENT, GOOD).degraded()).isEmpty();
    assertThat(facts(silent, Daemon.ABSENT, GOOD).problems().getFirst())
        .satisfies(p -> assertThat(p.message()).contains("Docker of h1", "nothing listens"))
        .satisfies(p -> assertThat(p.fix()).contains("systemctl start docker"));
  }

  @ParameterizedTest
  @CsvSource({
    "528282624 520000000 401000, disk-full",
    "2000000 1100000 900000, disk-full",
    "528282624 127880624 400402000,",
    "30000000 10000000 20000000,",
  })
  void a_disk_that_is_nearly_full_degrades_a_host(String df, String part) throws Survey.Nonsense {
    var output = GOOD.replaceAll("disk=.*", "disk=/dev/vda1 " + df + " 99% /");
    assertThat(facts(output).degraded()).isEqualTo(part == null ? List.of() : List.of(part));
  }

  @ParameterizedTest
  @CsvSource({"0,", "59,", "-60,", "61,clock", "-3600,clock"})
  void a_clock_that_is_off_degrades_a_host(long seconds, String part) throws Survey.Nonsense {
    var output = GOOD.replace("clock=1767268800", "clock=" + (1767268800 + seconds));
    assertThat(facts(output).degraded()).isEqualTo(part == null ? List.of() : List.of(part));
  }

  @Test
  void a_disk_that_became_read_only_degrades_a_host() throws Survey.Nonsense {
    var output = GOOD.replace("docker=yes", "readonly=yes\ndocker=yes");
    assertThat(facts(output).degraded()).containsExactly("disk-read-only");
  }

  @Test
  void a_login_shell_may_talk_before_and_after() throws Survey.Nonsense {
    assertThat(parse("Welcome!\ncpus=64\n" + GOOD + "bye\ncpus=64\n")).isEqualTo(parse(GOOD));
  }

  @Test
  void a_key_said_twice_counts_once_and_unknown_ones_not_at_all() throws Survey.Nonsense {
    var twice = GOOD.replace("cpus=2\n", "cpus=2\ncpus=99\nroot=yes\nno equals sign\n=\n");
    assertThat(parse(twice)).isEqualTo(parse(GOOD));
  }

  @Test
  void what_is_shown_to_people_is_short_and_printable() throws Survey.Nonsense {
    var ugly = GOOD.replace("hostname=h1", "hostname=\u001b[31mevil\u202e" + "x".repeat(9999));
    assertThat(parse(ugly).hostname()).hasSize(200).startsWith("[31mevilxxx");
  }

  @Test
  void a_host_without_libvirt_says_nothing_of_it() throws Survey.Nonsense {
    var without = GOOD.replaceAll("libvirt=.*\n", "");
    assertThat(parse(without).libvirt()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cpus=0",
        "cpus=-1",
        "cpus=99999999999999999999",
        "cpus=1e9",
        "cpus=two",
        "cpus=",
        "memory=",
        "memory=999999999999999999",
        "disk=",
        "disk=all of it",
        "boot=../../etc/passwd",
        "boot="
      })
  void nonsense_is_no_fact(String line) {
    var key = line.substring(0, line.indexOf('=') + 1);
    var bad = GOOD.replaceAll("(?m)^" + key + ".*$", line.replace("$", "\\$"));
    assertThat(bad).isNotEqualTo(GOOD);
    assertThatExceptionOfType(Survey.Nonsense.class).isThrownBy(() -> parse(bad));
  }

  @Test
  void half_a_survey_is_none() {
    var half = GOOD.substring(0, GOOD.length() / 2);
    assertThatExceptionOfType(Survey.Nonsense.class).isThrownBy(() -> parse(half));
    assertThatExceptionOfType(Survey.Nonsense.class).isThrownBy(() -> parse(""));
    assertThatExceptionOfType(Survey.Nonsense.class)
        .isThrownBy(() -> parse(GOOD + "x".repeat(70_000)));
  }

  @Test
  void latency_is_rounded_so_that_hosts_do_not_seem_to_change() {
    assertThat(SshHostAccess.roundedUp(0)).isEqualTo(1);
    assertThat(SshHostAccess.roundedUp(3)).isEqualTo(5);
    assertThat(SshHostAccess.roundedUp(5)).isEqualTo(5);
    assertThat(SshHostAccess.roundedUp(11)).isEqualTo(20);
    assertThat(SshHostAccess.roundedUp(101)).isEqualTo(200);
  }
}
