package io.stampede.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.core.RemoteApiVersion;
import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import io.stampede.engine.Problem;
import io.stampede.host.HostLink;
import io.stampede.host.HostProblems;
import io.stampede.ssh.LinkState;
import io.stampede.ssh.RemotePath;
import io.stampede.ssh.SshFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One host's Docker API over its link: one client, kept, and a deadline on every call.
///
/// The HTTP client has no time-outs on Unix sockets, so a call runs on a thread of its own, and
/// interrupting that closes its connection.
final class DockerConnection implements AutoCloseable {
  /// What is spoken where the host can: every field that is used here is in it.
  private static final RemoteApiVersion SPOKEN = RemoteApiVersion.create(1, 41);

  /// The first one that gives each card the Ethernet address that it is told; Docker itself makes
  /// it by chance where it speaks this one or a later one.
  private static final RemoteApiVersion CARDS = RemoteApiVersion.create(1, 44);

  private static final int MAX_CONNECTIONS = 64;
  private static final RemotePath SOCKET = new RemotePath("/var/run/docker.sock");

  private final HostLink link;
  private @Nullable DockerClient client;

  DockerConnection(HostLink link) {
    this.link = link;
  }

  HostLink link() {
    return link;
  }

  /// @throws DockerException when Docker answers with a refusal
  /// @throws DockerSilent when it does not answer
  <T> T ask(Duration patience, Function<DockerClient, T> call) throws DockerSilent {
    try (var answer = begin(patience, call)) {
      return answer.await();
    }
  }

  /// Asks, and lets the caller go on; an answer that is no longer wanted is given up by closing.
  <T> Answer<T> begin(Duration patience, Function<DockerClient, T> call) throws DockerSilent {
    var docker = client();
    return begin(patience, () -> call.apply(docker));
  }

  /// The same, for calls without an answer.
  void tell(Duration patience, Consumer<DockerClient> call) throws DockerSilent {
    var unused =
        ask(
            patience,
            docker -> {
              call.accept(docker);
              return true;
            });
  }

  /// For streams, which have their own ends.
  synchronized DockerClient client() throws DockerSilent {
    var known = client;
    if (known != null) return known;
    Path socket;
    try {
      socket = link.dockerSocket();
    } catch (SshFailure e) {
      throw new DockerSilent(HostProblems.of(e, link.name()));
    }
    var made = client(socket, version(socket));
    client = made;
    return made;
  }

  private RemoteApiVersion version(Path socket) throws DockerSilent {
    try (var unversioned = client(socket, RemoteApiVersion.UNKNOWN_VERSION)) {
      var says = within(Duration.ofSeconds(10), () -> unversioned.versionCmd().exec());
      return spoken(says);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (DockerException e) {
      throw new DockerSilent(DockerProblems.of(e, link.name()));
    }
  }

  /// The version we know best, unless the host is too old or too new for it.
  static RemoteApiVersion spoken(Version says) {
    var newest = parsed(says.getApiVersion()).orElse(SPOKEN);
    var oldest = parsed(says.getMinAPIVersion()).orElse(SPOKEN);
    var best = newest.isGreaterOrEqual(CARDS) ? CARDS : SPOKEN;
    if (!newest.isGreaterOrEqual(best)) return newest;
    return oldest.isGreater(best) ? oldest : best;
  }

  private static Optional<RemoteApiVersion> parsed(@Nullable String text) {
    return text != null && text.matches("\\d{1,3}\\.\\d{1,3}")
        ? Optional.of(RemoteApiVersion.parseConfig(text))
        : Optional.empty();
  }

  private static DockerClient client(Path socket, RemoteApiVersion version) {
    var config = new DockerConfig(socket, version);
    var http =
        new ApacheDockerHttpClient.Builder()
            .dockerHost(config.getDockerHost())
            .maxConnections(MAX_CONNECTIONS)
            .build();
    return DockerClientImpl.getInstance(config, http);
  }

  private <T> T within(Duration patience, Callable<T> call) throws DockerSilent {
    try (var answer = begin(patience, call)) {
      return answer.await();
    }
  }

  private <T> Answer<T> begin(Duration patience, Callable<T> call) {
    var task = new FutureTask<>(call);
    Thread.ofVirtual().name("docker of " + link.name()).start(task);
    return new Answer<>(task, patience);
  }

  /// What Docker will say to one call.
  final class Answer<T> implements AutoCloseable {
    private final FutureTask<T> task;
    private final Duration patience;

    private Answer(FutureTask<T> task, Duration patience) {
      this.task = task;
      this.patience = patience;
    }

    /// @throws DockerException when Docker answers with a refusal
    /// @throws DockerSilent when it does not answer
    T await() throws DockerSilent {
      try {
        return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException _) {
        throw new DockerSilent(
            Problem.host(
                "docker-hangs",
                "Docker of %s did not answer within %d s"
                    .formatted(link.name(), patience.toSeconds()),
                "look at it there: systemctl status docker"));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new DockerSilent(Problem.host("cut", "given up: the console is closing", ""));
      } catch (ExecutionException e) {
        if (e.getCause() instanceof DockerException refusal) throw refusal;
        throw new DockerSilent(whySilent(e.getCause()));
      }
    }

    @Override
    public void close() {
      task.cancel(true);
    }
  }

  /// The local socket only says that a connection ended; the link knows why.
  Problem whySilent(@Nullable Throwable cause) {
    if (link.remote().state() instanceof LinkState.Down(var why)) {
      return HostProblems.of(why, link.name());
    }
    try (var probe = link.remote().openUnix(SOCKET)) {
      return Problem.host(
          "docker-cut",
          "the connection to Docker of %s was cut%s"
              .formatted(link.name(), cause == null ? "" : ": " + cause.getMessage()),
          "nothing: it is looked at again");
    } catch (SshFailure e) {
      return e.reason() == SshFailure.Reason.NOT_LISTENING
          ? Problem.host(
              "no-docker",
              "no Docker listens at %s of %s".formatted(SOCKET, link.name()),
              "install Docker there, or start it: systemctl start docker")
          : HostProblems.of(e, link.name());
    }
  }

  @Override
  public synchronized void close() {
    var known = client;
    client = null;
    try {
      if (known != null) known.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
