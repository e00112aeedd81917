package io.stampede.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stampede.ssh.SshFailure.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Reaches a Unix socket of a host whose sshd refuses to forward to it: through a command that is
/// there for that. It must pass on the end of either direction alone.
final class ExecBridge {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String VIA = "via ";
  private static final int LONGEST_LINE = 200;

  /// Says in one line what it found before a byte is carried. socat reads `,` and `!` in a path as
  /// syntax. Of the several `nc`, those that cannot end one direction alone are of no use.
  private static final String SCRIPT =
      """
      look() (
      %s
      )
      has() { command -v "$1" >/dev/null 2>&1; }
      seen=$(look "$1")
      [ "$seen" = listening ] || { echo "$seen"; exit; }
      if [ "${1##*/}" = docker.sock ] && has docker; then
        echo 'via docker system dial-stdio'
        exec docker -H "unix://$1" system dial-stdio
      fi
      case $1 in
        *[!A-Za-z0-9./_-]*) ;;
        *) if has socat; then echo 'via socat'; exec socat -t 1000000 - "UNIX-CONNECT:$1"; fi;;
      esac
      case $(nc -h 2>&1) in
        *Ncat*-U*) echo 'via nc'; exec nc -U "$1";;
        *-N*-U*|*-U*-N*) echo 'via nc'; exec nc -N -U "$1";;
      esac
      echo none
      """
          .formatted(SocketDiagnosis.LOOK);

  private final Endpoint endpoint;
  private final Commands commands;
  private final SocketDiagnosis diagnosis;

  ExecBridge(Endpoint endpoint, Commands commands, SocketDiagnosis diagnosis) {
    this.endpoint = endpoint;
    this.commands = commands;
    this.diagnosis = diagnosis;
  }

  /// @param refusal what sshd said, thrown where there is no such command either
  ByteStream open(RemotePath socket, SshFailure refusal) throws SshFailure {
    var running = commands.start(Command.script(SCRIPT, socket.value()));
    boolean carries = false;
    try {
      var said = firstLine(running, socket);
      carries = said.startsWith(VIA);
      if (carries) return new Bridged(running, running.stdout(), running.stdin());
      throw said.equals("none")
          ? new SshFailure(
              Reason.FORWARDING_REFUSED,
              Failures.said(refusal) + "; or install socat there, which can do it instead",
              refusal)
          : diagnosis.explain(socket, said, refusal);
    } finally {
      if (!carries) running.close();
    }
  }

  private String firstLine(RunningCommand running, RemotePath socket) throws SshFailure {
    var line = new CompletableFuture<String>();
    Thread.ofVirtual()
        .name("ssh-bridge")
        .start(() -> {
          try {
            line.complete(readLine(running.stdout()));
          } catch (IOException e) {
            line.completeExceptionally(e);
          }
        });
    var purpose = "a stream to " + socket;
    try {
      return line.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new SshFailure(
          Reason.TIMEOUT, "%s did not begin %s in time".formatted(Failures.at(endpoint), purpose));
    } catch (ExecutionException e) {
      throw e.getCause() instanceof SshFailure failure
          ? Failures.again(failure)
          : Failures.cut(endpoint, purpose, e.getCause());
    } catch (InterruptedException e) {
      throw Failures.interrupted(endpoint, purpose, e);
    }
  }

  private static String readLine(InputStream in) throws IOException {
    var line = new java.io.ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n' && line.size() < LONGEST_LINE; b = in.read()) {
      line.write(b);
    }
    return line.toString(UTF_8);
  }

  private record Bridged(RunningCommand running, InputStream in, OutputStream out)
      implements ByteStream {
    @Override
    public void close() {
      running.close();
    }
  }
}
