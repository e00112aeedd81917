package io.stampede.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// Ten thousand strings that would mean something to a shell, to `ssh` or to a URL (CVE-2026-4631
/// was an option given as a host's name): none becomes an address, a user, or a type of terminal.
class HostileNamesTest {
  private static final int STRINGS = 10_000;
  private static final String[] SEEDS = {
    "-oProxyCommand=id",
    "-l",
    "--",
    "%h",
    "%n%r",
    "a\nb",
    "a\rb",
    "a\tb",
    "a b",
    "a@b",
    "@",
    "a;id",
    "$(id)",
    "`id`",
    "${HOME}",
    "a|b",
    "a&b",
    "a>b",
    "a<b",
    "a'b",
    "a\"b",
    "a\\b",
    "a/b",
    "../a",
    "~root",
    "a*",
    "a?",
    "[::1]",
    "[a",
    "a]",
    "fe80::1%eth0",
    "a,b",
    "a=b",
    "a!b",
    "a#b",
    "a^b",
    "a{b}",
    "ä",
    "а",
    "ａ",
    "h\u0000",
    "\u0000",
    "a\u202eb",
    "a\u200bb",
    "\ud83d\ude00",
    "\ud800",
    "a\u0085",
    "a\u2028b",
    "",
    " ",
    ".",
    "..",
    "a.-",
    "-a",
    "a:22:b",
    "ssh://a",
    "a\u007f",
    "%00"
  };
  private static final String PLAIN = "abcXYZ019.-_";

  /// What both an address and a user name must never hold.
  private static boolean hostile(String text) {
    return text.isEmpty()
        || text.startsWith("-")
        || !text.chars()
            .allMatch(c -> PLAIN.indexOf(c) >= 0 || Character.isLetterOrDigit(c) && c < 128);
  }

  private static String next(Random random) {
    var seed = SEEDS[random.nextInt(SEEDS.length)];
    var text = new StringBuilder(seed);
    for (int n = random.nextInt(12); n > 0; n--) {
      text.insert(random.nextInt(text.length() + 1), PLAIN.charAt(random.nextInt(PLAIN.length())));
    }
    return random.nextInt(10) == 0 ? text.append("x".repeat(300)).toString() : text.toString();
  }

  @Test
  void none_of_ten_thousand_hostile_strings_is_taken() {
    var random = new Random(4631);
    int tried = 0;
    while (tried < STRINGS) {
      var text = next(random);
      if (!hostile(text)) continue; // letters put before a dash made it harmless
      tried++;
      assertThat(catchThrowable(() -> new UserName(text)))
          .as("user %s", text)
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(catchThrowable(() -> Endpoint.of("h1", 22, text)))
          .as("user %s", text)
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(catchThrowable(() -> new Pty(text, 80, 24)))
          .as("terminal %s", text)
          .isInstanceOf(IllegalArgumentException.class);
      if (text.chars().allMatch(c -> "0123456789abcdefABCDEF:".indexOf(c) >= 0)
          && !text.isEmpty()) {
        continue; // of colons, as an IPv6 address
      }
      assertThat(catchThrowable(() -> new Address(text)))
          .as("address %s", text)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void what_is_taken_after_all_is_made_of_harmless_characters_alone() {
    var random = new Random(7);
    for (int i = 0; i < STRINGS; i++) {
      var text = next(random);
      if (catchThrowable(() -> new Address(text)) == null) {
        assertThat(text).matches("[A-Za-z0-9.:-]+").doesNotStartWith("-").doesNotEndWith("-");
      }
      if (catchThrowable(() -> new UserName(text)) == null) {
        assertThat(text).matches("[A-Za-z0-9._-]{1,32}").doesNotStartWith("-");
      }
    }
  }
}
