package io.stampede.ssh;

import io.stampede.ssh.SshFailure.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs commands and terminals on channels, of which a host allows only so many at once.
final class Commands {
  private static final int TOLD_OF_COMMAND = 120;

  private final Endpoint endpoint;
  private final Sessions sessions;
  private final Ending ending;

  Commands(Endpoint endpoint, Sessions sessions) {
    this.endpoint = endpoint;
    this.sessions = sessions;
    ending = new Ending(endpoint, sessions);
  }

  /// @param stdin what the command reads; null for nothing
  ExecResult run(Command command, @Nullable InputStream stdin, Duration time) throws SshFailure {
    var deadline = Deadline.in(time);
    var ended = new CompletableFuture<End>();
    var out = new Collected(Command.MAX_OUTPUT, () -> ended.complete(End.TOO_MUCH));
    var err = new Collected(Command.MAX_OUTPUT, () -> ended.complete(End.TOO_MUCH));
    var channel =
        opened(
            command,
            deadline,
            made -> {
              made.setOut(out);
              made.setErr(err);
            });
    channel.addCloseFutureListener(_ -> ended.complete(End.CLOSED));
    var feeding = feed(channel, stdin, ended);
    try {
      int status = await(ended, channel, command, deadline, time);
      return new ExecResult(status, out.toByteArray(), err.toByteArray());
    } finally {
      if (feeding != null) feeding.interrupt();
    }
  }

  RunningCommand start(Command command) throws SshFailure {
    var deadline = Deadline.in(Channels.PATIENCE);
    var channel = opened(command, deadline, _ -> {});
    return new RunningExec(channel, endpoint, told(command), () -> abandon(channel));
  }

  Terminal shell(Pty pty) throws SshFailure {
    var deadline = Deadline.in(Channels.PATIENCE);
    var channel =
        sessions.open(
            ShellTerminal.PURPOSE,
            deadline,
            session -> {
              var made = ShellTerminal.channel(pty);
              Channels.begin(session, made, endpoint, ShellTerminal.PURPOSE, deadline);
              return made;
            });
    return new ShellTerminal(channel, endpoint);
  }

  private enum End {
    CLOSED,
    TOO_MUCH
  }

  private CommandChannel opened(
      Command command, Deadline deadline, Consumer<CommandChannel> prepare) throws SshFailure {
    return sessions.open(
        told(command),
        deadline,
        session -> {
          var channel = new CommandChannel(command.quoted());
          prepare.accept(channel);
          Channels.begin(session, channel, endpoint, told(command), deadline);
          return channel;
        });
  }

  private @Nullable Thread feed(
      CommandChannel channel, @Nullable InputStream stdin, CompletableFuture<End> ended) {
    if (stdin == null) {
      closeInput(channel);
      return null;
    }
    return Thread.ofVirtual()
        .name("ssh-stdin")
        .start(() -> {
          try (stdin) {
            copy(stdin, channel);
            closeInput(channel);
          } catch (IOException e) {
            ended.completeExceptionally(e);
          }
        });
  }

  /// Fails only when the source does: a command may well end before it has read everything.
  private static void copy(InputStream stdin, CommandChannel channel) throws IOException {
    var sink = channel.getInvertedIn();
    var buffer = new byte[32 * 1024];
    for (int n = stdin.read(buffer); n >= 0; n = stdin.read(buffer)) {
      try {
        sink.write(buffer, 0, n);
        sink.flush();
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void closeInput(CommandChannel channel) {
    try {
      channel.getInvertedIn().close();
    } catch (IOException e) {
      channel.close(false); // it has ended already, and how is told by its status
    }
  }

  private int await(
      CompletableFuture<End> ended,
      CommandChannel channel,
      Command command,
      Deadline deadline,
      Duration time)
      throws SshFailure {
    try {
      return switch (ended.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
        case CLOSED -> status(channel, endpoint, told(command));
        case TOO_MUCH -> {
          abandon(channel);
          throw new SshFailure(
              Reason.PROTOCOL,
              "%s wrote more than %d MiB: %s; it was stopped"
                  .formatted(Failures.at(endpoint), Command.MAX_OUTPUT >> 20, told(command)));
        }
      };
    } catch (TimeoutException e) {
      abandon(channel);
      throw new SshFailure(
          Reason.TIMEOUT,
          "%s did not end within %.1f s: %s; it may still be running there"
              .formatted(Failures.at(endpoint), time.toMillis() / 1e3, told(command)));
    } catch (InterruptedException e) {
      abandon(channel);
      throw Failures.interrupted(endpoint, told(command), e);
    } catch (ExecutionException e) {
      abandon(channel);
      throw new SshFailure(
          Reason.CUT,
          "what to send to %s could not be read: %s; %s was stopped"
              .formatted(Failures.at(endpoint), Failures.said(e.getCause()), told(command)),
          e.getCause());
    }
  }

  /// The exit status of a channel that is closed.
  static int status(CommandChannel channel, Endpoint endpoint, String told) throws SshFailure {
    var status = channel.getExitStatus();
    if (status != null) return status;
    var signal = channel.getExitSignal();
    if (signal != null) {
      throw new SshFailure(
          Reason.CUT,
          "signal %s ended at %s: %s; look what became of it"
              .formatted(signal, Failures.at(endpoint), told));
    }
    if (!channel.getSession().isOpen()) throw Failures.cut(endpoint, told, null);
    throw new SshFailure(
        Reason.CUT,
        "%s told no exit status of: %s; look what became of it"
            .formatted(Failures.at(endpoint), told));
  }

  /// Hangs up, and has the host end what still runs.
  void abandon(CommandChannel channel) {
    if (channel.isOpen() && channel.getExitStatus() == null) {
      Thread.ofVirtual().name("ssh-abandon").start(() -> ending.end(channel));
    } else {
      channel.close(false);
    }
  }

  /// Only the beginning, for messages; arguments can be long.
  static String told(Command command) {
    var text = command.quoted();
    return text.length() <= TOLD_OF_COMMAND ? text : text.substring(0, TOLD_OF_COMMAND) + "…";
  }
}
