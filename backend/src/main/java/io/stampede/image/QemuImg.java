package io.stampede.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stampede.engine.Problem;
import io.stampede.engine.Work;
import io.stampede.host.HostLink;
import io.stampede.ssh.Command;
import io.stampede.ssh.RemotePath;
import io.stampede.ssh.SshFailure;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;

/// `qemu-img` on a host, or where the host has none of its own in our component there. What it
/// reads was written by strangers: it is always told the format, and has no more time, memory and
/// room than it needs.
final class QemuImg {
  /// A host without QEMU has it in our component, where limits must be set anew. `LIMITS` is what
  /// the caller sets.
  private static final String FUNCTION =
      """
      qemu_img() {
        if ! command -v qemu-img >/dev/null && [ -d /var/lib/stampede/libvirt ]
        then docker exec stampede-libvirt sh -c "$LIMITS"' exec qemu-img "$@"' sh "$@"
        else (eval "$LIMITS"; exec qemu-img "$@")
        fi
      }
      """;

  /// $1 the format, $2 the image
  private static final String INFO =
      FUNCTION
          + """
          LIMITS='ulimit -t 60; ulimit -v 4194304;'
          qemu_img info --output=json -f "$1" "$2"
          """;

  /// The finished file appears at once; the original goes. $1 the format, $2 the original, $3 the
  /// finished file, $4 KiB that stay free
  private static final String CONVERT =
      FUNCTION
          + """
          set -e
          umask 022
          [ ! -e "$3" ] || { rm -f -- "$2"; exit 0; }
          rm -f -- "$3".[0-9]*
          free=$(df -Pk "${3%/*}" | awk 'NR == 2 { print $4 }')
          [ "$free" -gt "$4" ] || { echo 'No space left on device' >&2; exit 1; }
          part="$3.$$"
          trap 'rm -f -- "$part"' EXIT
          LIMITS="ulimit -f $(( (free - $4) * 2 ));"
          qemu_img convert -p -f "$1" -O qcow2 "$2" "$part"
          chmod 644 "$part"
          sync "$part"
          mv -f "$part" "$3"
          rm -f -- "$2"
          """;

  /// The whole of a disk, with what it is based on; the disk itself is only read. Copies that
  /// nobody came for go after a day. $1 the format, $2 the disk, $3 the finished file, $4 KiB that
  /// stay free
  private static final String FLATTEN =
      FUNCTION
          + """
          set -e
          umask 022
          mkdir -p "${3%/*}"
          chmod 711 "${3%/*/*}" "${3%/*}"
          find "${3%/*}" -maxdepth 1 -name '*.taken*' -mtime +0 -exec rm -f -- {} +
          [ ! -e "$3" ] || exit 0
          rm -f -- "$3".[0-9]*
          free=$(df -Pk "${3%/*}" | awk 'NR == 2 { print $4 }')
          [ "$free" -gt "$4" ] || { echo 'No space left on device' >&2; exit 1; }
          part="$3.$$"
          trap 'rm -f -- "$part"' EXIT
          LIMITS="ulimit -f $(( (free - $4) * 2 ));"
          qemu_img convert -p -f "$1" -O qcow2 "$2" "$part"
          sync "$part"
          mv -f "$part" "$3"
          """;

  private static final Duration QUICK = Duration.ofSeconds(90);
  private static final Duration LONG = Duration.ofHours(6);
  private static final Pattern PERCENT = Pattern.compile("\\(\\s*([0-9]{1,3})[.,][0-9]+/100%\\)");
  private static final int MOST_LINE = 200;
  private static final int MOST_ERROR = 4000;

  /// Ended by SIGXFSZ: the limit of a file's size, as a shell reports it.
  private static final int TOO_LARGE = 128 + 25;

  private final HostLink link;

  QemuImg(HostLink link) {
    this.link = link;
  }

  /// A program that could not be run at all is a failure; what it finds is in the answer.
  QemuInfo info(RemotePath image, ImageFormat format) throws SshFailure, Failed {
    Work.note("$ qemu-img info --output=json -f %s %s".formatted(format.qemu(), image));
    var command = Command.script(INFO, format.qemu(), image.value());
    var result = link.remote().exec(command, QUICK);
    if (!result.ok()) throw new Failed(problem(result.exitStatus(), result.err().strip()));
    return QemuInfo.parse(result.out(), image.value());
  }

  /// @param reserve bytes that stay free on the host's disk
  /// @param percent is told how far it is
  void convert(
      RemotePath from, ImageFormat format, RemotePath to, long reserve, IntConsumer percent)
      throws SshFailure, Failed {
    run(CONVERT, from, format, to, reserve, percent);
  }

  /// The same for the disk of a machine, which stays as it is.
  void flatten(
      RemotePath from, ImageFormat format, RemotePath to, long reserve, IntConsumer percent)
      throws SshFailure, Failed {
    run(FLATTEN, from, format, to, reserve, percent);
  }

  private void run(
      String script,
      RemotePath from,
      ImageFormat format,
      RemotePath to,
      long reserve,
      IntConsumer percent)
      throws SshFailure, Failed {
    Work.note("$ qemu-img convert -f %s -O qcow2 %s %s".formatted(format.qemu(), from, to));
    var command =
        Command.script(
            script, format.qemu(), from.value(), to.value(), Long.toString(reserve >> 10));
    try (var running = link.remote().start(command)) {
      running.stdin().close();
      follow(running.stdout(), percent);
      var error = new String(running.stderr().readNBytes(MOST_ERROR), UTF_8).strip();
      int status = running.waitFor(LONG);
      if (status != 0) throw new Failed(problem(status, error));
    } catch (SshFailure e) {
      throw e;
    } catch (IOException e) {
      throw new SshFailure(SshFailure.Reason.CUT, link.name() + " broke off: " + e.getMessage());
    }
  }

  /// It writes over the same line again and again.
  private static void follow(InputStream out, IntConsumer percent) throws IOException, Failed {
    var line = new StringBuilder();
    for (int c = out.read(); c >= 0; c = out.read()) {
      if (Work.outdated()) {
        throw new Failed(Problem.request("outdated", "stopped, since the goal has changed", ""));
      }
      if (c != '\r' && c != '\n') {
        if (line.length() < MOST_LINE) line.append((char) c);
        continue;
      }
      percent(line).ifPresent(percent::accept);
      line.setLength(0);
    }
  }

  private static Optional<Integer> percent(CharSequence line) {
    var found = PERCENT.matcher(line);
    return found.find() ? Optional.of(Integer.parseInt(found.group(1))) : Optional.empty();
  }

  private Problem problem(int status, String error) {
    if (status == TOO_LARGE || error.contains("No space left") || error.contains("too large")) {
      return Problem.capacity(
          "no-space",
          "%s has not the space that an image takes when it is unpacked".formatted(link.name()),
          "free space in /var/lib/stampede on " + link.name() + ", or choose another host");
    }
    if (error.contains("qemu-img") && error.contains("not found")) {
      return Problem.host(
          "no-qemu-img",
          link.name() + " has no qemu-img",
          "install it there (Debian: apt install qemu-utils)");
    }
    if (error.contains(" lock")) {
      return Problem.host(
          "disk-in-use",
          "somebody on %s writes to that disk: %s".formatted(link.name(), error),
          "switch its machine off");
    }
    return Problem.host(
        "image-failed",
        "qemu-img on %s: %s".formatted(link.name(), error.isEmpty() ? "status " + status : error),
        "look at the image");
  }

  /// It ended with an error.
  static final class Failed extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    Failed(Problem problem) {
      super(problem.message());
      this.problem = problem;
    }

    Problem problem() {
      return problem;
    }
  }
}
