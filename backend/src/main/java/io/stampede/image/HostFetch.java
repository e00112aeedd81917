package io.stampede.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stampede.engine.Work;
import io.stampede.host.HostLink;
import io.stampede.ssh.Command;
import io.stampede.ssh.RemotePath;
import io.stampede.ssh.SshFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// An image that a host fetches itself, with curl or wget. What it got counts only when it is what
/// the console has.
final class HostFetch {
  /// Says every second how many bytes are there, and leaves nothing behind but the whole. $1 the
  /// part, $2 the address, $3 how many bytes it has, $4 its SHA-256
  private static final String FETCH =
      """
      umask 022
      fetch() {
        if command -v curl >/dev/null
        then exec curl -fsSL --proto '=http,https' --proto-redir '=http,https' \\
          --connect-timeout 15 --speed-limit 1 --speed-time 60 --max-filesize "$3" -o "$1" "$2"
        elif command -v wget >/dev/null
        then exec wget -q -T 60 -t 2 -O "$1" -- "$2"
        else echo 'it has neither curl nor wget' >&2; exit 1
        fi
      }
      rm -f -- "$1"
      (ulimit -f $(( $3 / 512 + 2048 )); fetch "$1" "$2" "$3") </dev/null >/dev/null &
      pid=$!
      trap 'kill $pid 2>/dev/null; rm -f -- "$1"' EXIT
      trap 'exit 1' HUP INT TERM PIPE
      while kill -0 $pid 2>/dev/null; do
        echo "$(stat -c %s "$1" 2>/dev/null || echo 0)" || exit 1
        sleep 0.5
      done
      wait $pid || exit 1
      size=$(stat -c %s "$1")
      [ "$size" = "$3" ] || { echo "what it got has $size bytes, not $3" >&2; exit 1; }
      sha256sum "$1" | grep -q "^$4 " || { echo 'what it got differs in its checksum' >&2; exit 1; }
      trap - EXIT
      """;

  private static final Duration END = Duration.ofMinutes(30);
  private static final int MOST_ERROR = 300;

  private final HostLink link;
  private final RemotePath part;
  private final StoredImage source;

  HostFetch(HostLink link, RemotePath part, StoredImage source) {
    this.link = link;
    this.part = part;
    this.source = source;
  }

  /// @return why it could not, in words
  Optional<String> run(ImageUrl url) throws IOException {
    Work.note("%s$ curl -o %s %s".formatted(link.name(), part, url));
    var command =
        Command.script(
            FETCH, part.value(), url.value(), Long.toString(source.sizeBytes()), source.sha256());
    try (var running = link.remote().start(command);
        var sizes = new BufferedReader(new InputStreamReader(running.stdout(), UTF_8))) {
      running.stdin().close();
      var pace = new Pace(System.nanoTime(), 0);
      for (var line = sizes.readLine(); line != null; line = sizes.readLine()) {
        if (Work.outdated()) return Optional.of("the goal has changed");
        if (line.matches("[0-9]{1,18}")) told(Long.parseLong(line), pace);
      }
      var error = new String(running.stderr().readNBytes(MOST_ERROR), UTF_8).strip();
      int status = running.waitFor(END);
      if (status == 0) return Optional.empty();
      return Optional.of(error.isEmpty() ? "it ended with status " + status : error);
    } catch (SshFailure e) {
      throw e;
    } catch (IOException e) {
      throw new SshFailure(SshFailure.Reason.CUT, link.name() + " broke off: " + e.getMessage());
    }
  }

  private void told(long bytes, Pace pace) {
    long total = source.sizeBytes();
    var rate = pace.at(System.nanoTime(), bytes, OptionalLong.of(total));
    Work.progress(
        ImageDownload.percent(bytes, total),
        link.name() + " fetches it" + (rate.isEmpty() ? "" : ": " + rate));
  }
}
