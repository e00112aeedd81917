package io.stampede.plane;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the component makes of its pings, by the very functions that it has.
@Tag("N2")
class PingsTest {
  private static final Path FUNCTIONS =
      Path.of("../installer/components/net/root/usr/share/stampede/net.sh");
  private static final String FAR = "10.41.2.1";

  @TempDir private Path folder;

  private static final String ROUNDS =
      """
      . "$1"
      cd "$2"
      echo "nw-1 ho-2 $3 10.41.1.1 1400" >pairs
      : >pings
      : >mtus
      far=$3
      shift 3
      for rtt; do
        echo "$far $rtt" >now
        pings_merged pings now >pings.new
        mv pings.new pings
      done
      pings_told pairs pings mtus
      """;

  /// Rounds of pings, the oldest first: `.` was not answered, `!` was. Then the words of what is
  /// told of them.
  private List<String> words(String rounds) throws IOException, InterruptedException {
    var argv = new ArrayList<>(List.of("sh", "-euc", ROUNDS, "sh"));
    argv.addAll(List.of(FUNCTIONS.toAbsolutePath().toString(), folder.toString(), FAR));
    rounds.chars().forEach(round -> argv.add(round == '!' ? "640" : "-"));
    var process = new ProcessBuilder(argv).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return Arrays.asList(said.strip().split(" "));
  }

  private static List<String> line(String state, int asked, int answered, String rtt) {
    return List.of("ping", "nw-1", "ho-2", state, "" + asked, "" + answered, rtt, "-");
  }

  @Test
  void what_was_asked_while_a_tunnel_came_up_is_no_loss() throws Exception {
    assertThat(words(".....!!!")).isEqualTo(line("answers", 3, 3, "640"));
  }

  @Test
  void a_tunnel_that_never_came_up_is_silent() throws Exception {
    assertThat(words("....")).isEqualTo(line("silent", 0, 0, "-"));
  }

  @Test
  void what_is_lost_later_is_loss_for_a_minute_also_when_the_tunnel_is_made_anew()
      throws Exception {
    assertThat(words(".!!..!")).isEqualTo(line("answers", 5, 3, "640"));
    assertThat(words("!" + ".".repeat(10))).isEqualTo(line("silent", 11, 1, "640"));
    assertThat(words("!" + ".".repeat(40))).isEqualTo(line("silent", 30, 0, "640"));
    assertThat(words("!" + ".".repeat(30) + "!".repeat(15)))
        .isEqualTo(line("answers", 30, 15, "640"));
    assertThat(words("!" + ".".repeat(30) + "!".repeat(30)))
        .isEqualTo(line("answers", 30, 30, "640"));
  }
}
