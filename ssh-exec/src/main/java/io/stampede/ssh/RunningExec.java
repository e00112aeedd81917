package io.stampede.ssh;

import io.stampede.ssh.SshFailure.Reason;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A command with open streams.
final class RunningExec implements RunningCommand {
  private final CommandChannel channel;
  private final Endpoint endpoint;
  private final String told;
  private final Runnable abandon;
  private final InputStream stdout;
  private final InputStream stderr;
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

  RunningExec(CommandChannel channel, Endpoint endpoint, String told, Runnable abandon) {
    this.channel = channel;
    this.endpoint = endpoint;
    this.told = told;
    this.abandon = abandon;
    stdout = new HostInput(channel.getInvertedOut(), channel, endpoint, told);
    stderr = new HostInput(channel.getInvertedErr(), channel, endpoint, told);
    channel.addCloseFutureListener(_ -> ended.complete(true));
  }

  @Override
  public InputStream stdout() {
    return stdout;
  }

  @Override
  public InputStream stderr() {
    return stderr;
  }

  @Override
  public OutputStream stdin() {
    return channel.getInvertedIn();
  }

  @Override
  public int waitFor(Duration deadline) throws SshFailure {
    try {
      ended.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
      return Commands.status(channel, endpoint, told);
    } catch (TimeoutException e) {
      throw new SshFailure(
          Reason.TIMEOUT,
          "%s still runs after %.1f s: %s"
              .formatted(Failures.at(endpoint), deadline.toMillis() / 1e3, told));
    } catch (InterruptedException e) {
      throw Failures.interrupted(endpoint, told, e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    abandon.run();
  }
}
