package io.stampede.onboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.onboard.Targets.Bad;
import io.stampede.onboard.Targets.Target;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {
  private static Target target(String address) {
    return new Target(address, Optional.empty(), "", "");
  }

  @Test
  void one_or_many_a_line_with_user_port_and_name() {
    var read =
        Targets.parse(
            """
            # my rack
            10.0.0.1, core@10.0.0.2:2222   db=root@db.example.org
            ssh://[2001:db8::1]:22
            2001:db8::2

            10.0.0.1
            """);
    assertThat(read.errors()).isEmpty();
    assertThat(read.targets())
        .containsExactly(
            target("10.0.0.1"),
            new Target("10.0.0.2", Optional.of(2222), "core", ""),
            new Target("db.example.org", Optional.empty(), "root", "db"),
            new Target("2001:db8::1", Optional.of(22), "", ""),
            target("2001:db8::2"));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.[1-20], 20, 10.0.0.20",
    "10.0.0.1-20, 20, 10.0.0.20",
    "10.0.0.7-10.0.0.9, 3, 10.0.0.9",
    "node[08-11].rack, 4, node11.rack",
    "core@n[1-3]:22, 3, n3"
  })
  void ranges_are_every_address_of_them(String text, int count, String last) {
    var read = Targets.parse(text);
    assertThat(read.errors()).isEmpty();
    assertThat(read.targets()).hasSize(count);
    assertThat(read.targets().getLast().address()).isEqualTo(last);
  }

  @Test
  void numbers_of_a_range_keep_their_width() {
    assertThat(Targets.parse("n[08-10]").targets())
        .containsExactly(target("n08"), target("n09"), target("n10"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-oProxyCommand=x",
        "a@-x",
        "-l@h",
        "h:0",
        "h:70000",
        "h:ssh",
        "10.0.0.[9-1]",
        "10.0.0.[1-99999]",
        "n[1-999999999999]",
        "[::1",
        "a%b",
        "$(reboot)",
        "höst",
        "a@b@c",
        "x=n[1-2]"
      })
  void what_is_none_is_said_with_its_line(String hostile) {
    var read = Targets.parse("10.0.0.1\n" + hostile);
    assertThat(read.targets()).containsExactly(target("10.0.0.1"));
    assertThat(read.errors()).extracting(Bad::line).containsExactly(2);
  }
}
