package io.stampede.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stampede.ssh.ByteStream;
import io.stampede.ssh.SshFailure;
import io.stampede.ssh.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The shell of an emulated host: it knows `echo`, `stty size`, `hostname`, `help` and `exit`, and
/// shows what is typed.
final class DemoShell implements Terminal {
  private static final int MOST = 4096;

  private final ByteStream user;
  private final ByteStream shell;
  private final String prompt;
  private final CompletableFuture<Integer> ended = new CompletableFuture<>();
  private final StringBuilder line = new StringBuilder();
  private volatile int columns = 80;
  private volatile int rows = 24;

  private DemoShell(String who) {
    var typed = new Pipe();
    var shown = new Pipe();
    this.user = Pipe.end(shown, typed);
    this.shell = Pipe.end(typed, shown);
    this.prompt = "\u001b[32m" + who + "\u001b[0m:~$ ";
  }

  /// @param who as in `root@h1`
  static Terminal open(String who) {
    var terminal = new DemoShell(who);
    Thread.ofVirtual().name("shell of " + who).start(terminal::run);
    return terminal;
  }

  private void run() {
    try {
      say("An emulated host: try “help”.\r\n" + prompt);
      for (int b = shell.in().read(); b >= 0; b = shell.in().read()) {
        if (!heed((char) b)) break;
      }
      ended.complete(0);
      shell.out().close();
    } catch (IOException _) {
      ended.complete(129); // whoever looked has gone: as after SIGHUP
    }
  }

  /// One key; false when the shell is over.
  private boolean heed(char key) throws IOException {
    switch (key) {
      case '\r', '\n' -> {
        say("\r\n");
        var command = line.toString().strip();
        line.setLength(0);
        if (command.equals("exit")) return false;
        say(answer(command) + prompt);
      }
      case 3 -> {
        line.setLength(0);
        say("^C\r\n" + prompt);
      }
      case 4 -> {
        if (line.isEmpty()) return false;
      }
      case 8, 127 -> {
        if (line.isEmpty()) return true;
        line.setLength(line.length() - 1);
        say("\b \b");
      }
      default -> {
        if (key < ' ' || line.length() >= MOST) return true;
        line.append(key);
        shell.out().write(key);
        shell.out().flush();
      }
    }
    return true;
  }

  private String answer(String command) {
    if (command.isEmpty()) return "";
    var words = command.split("\\s+", 2);
    return switch (words[0]) {
          case "echo" -> words.length > 1 ? words[1] : "";
          case "hostname" -> prompt.replaceAll(".*@|\u001b.*", "");
          case "stty" -> rows + " " + columns;
          case "help" -> "echo, hostname, stty size, exit";
          default -> words[0] + ": an emulated host does not know this";
        }
        + "\r\n";
  }

  private void say(String text) throws IOException {
    shell.out().write(text.getBytes(UTF_8));
    shell.out().flush();
  }

  @Override
  public InputStream in() {
    return user.in();
  }

  @Override
  public OutputStream out() {
    return user.out();
  }

  @Override
  public void resize(int newColumns, int newRows) {
    columns = newColumns;
    rows = newRows;
  }

  @Override
  public int waitFor(Duration deadline) throws SshFailure {
    try {
      return ended.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new SshFailure(SshFailure.Reason.TIMEOUT, "the shell still runs");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SshFailure(SshFailure.Reason.CUT, "interrupted");
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    user.close();
    shell.close();
  }
}
