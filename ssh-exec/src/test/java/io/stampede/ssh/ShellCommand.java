package io.stampede.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/// What the embedded server runs: the command text in a shell of this machine.
final class ShellCommand implements Command {
  private final String text;
  private InputStream in = InputStream.nullInputStream();
  private OutputStream out = OutputStream.nullOutputStream();
  private OutputStream err = OutputStream.nullOutputStream();
  private ExitCallback ended = (_, _, _) -> {};
  private Runnable kill = () -> {};

  ShellCommand(String text) {
    this.text = text;
  }

  @Override
  public void setInputStream(InputStream in) {
    this.in = in;
  }

  @Override
  public void setOutputStream(OutputStream out) {
    this.out = out;
  }

  @Override
  public void setErrorStream(OutputStream err) {
    this.err = err;
  }

  @Override
  public void setExitCallback(ExitCallback callback) {
    ended = callback;
  }

  @Override
  public void start(ChannelSession channel, Environment environment) throws IOException {
    var process = new ProcessBuilder("sh", "-c", text).start();
    kill =
        () -> {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly();
        };
    Thread.startVirtualThread(() -> copy(in, process.getOutputStream()));
    var outs = Thread.startVirtualThread(() -> copy(process.getInputStream(), out));
    var errs = Thread.startVirtualThread(() -> copy(process.getErrorStream(), err));
    Thread.startVirtualThread(() -> {
      try {
        outs.join();
        errs.join();
        ended.onExit(process.waitFor());
      } catch (InterruptedException e) {
        process.destroyForcibly();
      }
    });
  }

  private static void copy(InputStream from, OutputStream to) {
    try (to) {
      var buffer = new byte[32 * 1024];
      for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
        to.write(buffer, 0, n);
        to.flush();
      }
    } catch (IOException e) {
      // one side has ended, and so has this
    }
  }

  @Override
  public void destroy(ChannelSession channel) {
    kill.run();
  }
}
