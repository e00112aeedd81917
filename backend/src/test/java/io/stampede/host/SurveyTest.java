package io.stampede.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.stampede.host.HostFacts.Mark;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
      memory=24678900
      disk=/dev/vda1       528282624 100282624 401000000      21% /
      boot=0b5d9a3c-1d9a-4a6e-a7a4-3f0e2a6f6a51
      libvirt=libvirtd (libvirt) 9.0.0
      owner=in-7k2m
      stampede-survey end
      """;

  private static Survey parse(String output) throws Survey.Nonsense {
    return Survey.parse(output);
  }

  @Test
  void what_a_host_says_becomes_facts() throws Survey.Nonsense {
    assertThat(parse(GOOD).facts(Optional.of("20.10.24"), 2, "in-7k2m"))
        .isEqualTo(
            new HostFacts(
                "Debian GNU/Linux 12 (bookworm)",
                "6.18.5",
                "x86_64",
                "h1",
                2,
                24100,
                503,
                382,
                Optional.of("20.10.24"),
                Optional.of("9.0.0"),
                false,
                "0b5d9a3c-1d9a-4a6e-a7a4-3f0e2a6f6a51",
                2,
                Mark.OURS));
  }

  @Test
  void whose_it_is_shows_in_its_owner_file() throws Survey.Nonsense {
    var none = GOOD.replace("owner=in-7k2m", "owner=");
    assertThat(parse(none).facts(Optional.empty(), 1, "in-7k2m").mark()).isEqualTo(Mark.NONE);
    assertThat(parse(GOOD).facts(Optional.empty(), 1, "in-other").mark()).isEqualTo(Mark.OTHER);
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
    assertThat(parse(without).libvirtVersion()).isEmpty();
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.0 500 Oops\r\n\r\n{\"Version\":\"20.10\"}",
        "HTTP/1.0 200 OK\r\n\r\n{\"Version\":17}",
        "HTTP/1.0 200 OK\r\n\r\n{\"Version\":\"<b>1</b>\"}",
        "HTTP/1.0 200 OK\r\n\r\n{\"Components\":[{\"Version\":\"9\"}]}",
        "HTTP/1.0 200 OK\r\n\r\n{\"Version\":",
        "SSH-2.0-OpenSSH_9.2",
        ""
      })
  void a_docker_that_speaks_nonsense_has_no_version(String answer) {
    assertThat(DockerVersion.parse(answer)).isEmpty();
  }

  @Test
  void docker_says_its_version() {
    var answer =
        "HTTP/1.0 200 OK\r\nServer: x\r\n\r\n{\"Version\":\"20.10.24+dfsg1\",\"Os\":\"linux\"}";
    assertThat(DockerVersion.parse(answer)).contains("20.10.24+dfsg1");
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
