package io.stampede.vm;

import io.stampede.host.Daemon;
import io.stampede.host.HostLink;
import io.stampede.ssh.SshFailure;
import io.stampede.vm.LibvirtFailure.Reason;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One host's libvirt, behind one kept connection.
///
/// Calls run on few platform threads of the host's own: libvirt keeps its last error per OS thread,
/// and a libvirtd that hangs must hold up neither a carrier of virtual threads nor another host.
final class LibvirtOnHost implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LibvirtOnHost.class);
  private static final int THREADS = 4;
  private static final int WAITING = 256;

  /// How often a long call is asked how far it is.
  private static final Duration TICK = Duration.ofMillis(500);

  private static final int KEEPALIVE_SECONDS = 5;
  private static final int KEEPALIVES_LOST = 3;

  /// What is told of the host's machines.
  ///
  /// @param changed the UUID of a domain to which something happened
  /// @param lost the connection is gone or new: anything may have happened
  record Ears(Consumer<String> changed, Runnable lost) {}

  interface Call<T> {
    T on(Connect libvirt) throws LibvirtException, LibvirtFailure;
  }

  private final HostLink link;
  private final Ears ears;
  private final ThreadPoolExecutor threads;
  private final Object opening = new Object();
  private final AtomicReference<@Nullable Connect> connection = new AtomicReference<>();
  private volatile @Nullable Version version;

  LibvirtOnHost(HostLink link, Ears ears) {
    this.link = link;
    this.ears = ears;
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name("libvirt-" + link.name() + "-", 0).factory());
    threads.allowCoreThreadTimeOut(true);
  }

  HostLink link() {
    return link;
  }

  /// Calls libvirt and waits no longer than this. A connection that hangs is given up.
  <T> T call(Duration deadline, Call<T> call) throws LibvirtFailure {
    try {
      return threads
          .submit(() -> on(connected(), call))
          .get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw failure(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException _) {
      giveUpCurrent();
      throw new LibvirtFailure(
          Reason.HUNG, "libvirt gave no answer within " + deadline.toSeconds() + " s");
    } catch (RejectedExecutionException _) {
      throw new LibvirtFailure(Reason.HUNG, "libvirt has too many calls to answer");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new LibvirtFailure(Reason.NOT_CONNECTED, "the console is ending");
    }
  }

  /// The same for a call that only reads: a connection that turns out to be dead is replaced once.
  <T> T read(Duration deadline, Call<T> call) throws LibvirtFailure {
    try {
      return call(deadline, call);
    } catch (LibvirtFailure e) {
      if (e.reason() != Reason.NOT_CONNECTED) throw e;
      return call(deadline, call);
    }
  }

  /// A call that may take long, on a connection and a thread of its own: neither a look nor another
  /// machine waits for it. A console that ends leaves libvirt at it.
  ///
  /// @param meanwhile is called now and then until it is over
  <T> T alone(Duration deadline, Runnable meanwhile, Call<T> call) throws LibvirtFailure {
    var task = new FutureTask<T>(() -> onFresh(call));
    Thread.ofPlatform().daemon().name("libvirt-long-" + link.name()).start(task);
    long end = System.nanoTime() + deadline.toNanos();
    while (true) {
      try {
        return task.get(TICK.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException _) {
        if (System.nanoTime() > end) {
          throw new LibvirtFailure(
              Reason.HUNG, "libvirt was not done within " + deadline.toMinutes() + " min");
        }
        meanwhile.run();
      } catch (ExecutionException e) {
        throw failure(e.getCause() == null ? e : e.getCause());
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new LibvirtFailure(Reason.NOT_CONNECTED, "the console is ending");
      }
    }
  }

  private <T> T onFresh(Call<T> call) throws LibvirtFailure {
    var own = fresh();
    try {
      return call.on(own);
    } catch (LibvirtException e) {
      throw isAlive(own)
          ? new LibvirtFailure(Reason.REFUSED, String.valueOf(e.getMessage()))
          : new LibvirtFailure(Reason.NOT_CONNECTED, "the connection to libvirt was cut");
    } finally {
      close(own);
    }
  }

  private LibvirtConnection fresh() throws LibvirtFailure {
    try {
      LibvirtLibrary.start();
      var fresh = new LibvirtConnection("qemu:///system?socket=" + link.libvirtSocket());
      fresh.setKeepAlive(KEEPALIVE_SECONDS, KEEPALIVES_LOST);
      return fresh;
    } catch (LibvirtException | SshFailure e) {
      throw new LibvirtFailure(
          Reason.NOT_CONNECTED, "cannot connect to libvirt: " + e.getMessage());
    }
  }

  /// libvirt's version and how many machines it has. The version is asked once a connection.
  Daemon census(Duration deadline) throws LibvirtFailure {
    return read(
        deadline,
        libvirt -> {
          var known = version;
          if (known == null || known.of() != libvirt) {
            known = new Version(libvirt, dotted(libvirt.getLibVersion()));
            version = known;
          }
          var domains = libvirt.listAllDomains(0);
          for (var domain : domains) domain.free();
          return new Daemon.Answers(known.text(), domains.length);
        });
  }

  private record Version(Connect of, String text) {}

  /// libvirt says 9000000 for 9.0.0.
  private static String dotted(long version) {
    return "%d.%d.%d".formatted(version / 1_000_000, version / 1000 % 1000, version % 1000);
  }

  private <T> T on(Connect libvirt, Call<T> call) throws LibvirtFailure {
    try {
      return call.on(libvirt);
    } catch (LibvirtException e) {
      if (isAlive(libvirt))
        throw new LibvirtFailure(Reason.REFUSED, String.valueOf(e.getMessage()));
      giveUp(libvirt);
      throw new LibvirtFailure(Reason.NOT_CONNECTED, "the connection to libvirt was cut");
    }
  }

  private static LibvirtFailure failure(Throwable cause) {
    return switch (cause) {
      case LibvirtFailure e -> e;
      case LinkageError e ->
          new LibvirtFailure(Reason.NO_LIBRARY, "no libvirt library: " + e.getMessage());
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(cause);
    };
  }

  private Connect connected() throws LibvirtFailure {
    Connect fresh;
    synchronized (opening) {
      var open = connection.get();
      if (open != null && isAlive(open)) return open;
      giveUpCurrent();
      fresh = opened();
      connection.set(fresh);
    }
    tell(ears.lost());
    return fresh;
  }

  private Connect opened() throws LibvirtFailure {
    try {
      var fresh = fresh();
      fresh.registerCloseListener((dead, _) -> giveUp(dead));
      fresh.addLifecycleListener((domain, _) -> {
        heard(domain);
        return 0;
      });
      LibvirtCalls.listen(fresh, this::heard);
      return fresh;
    } catch (LibvirtException e) {
      throw new LibvirtFailure(
          Reason.NOT_CONNECTED, "cannot connect to libvirt: " + e.getMessage());
    }
  }

  /// On the thread of the event loop: quick, and without a call to the host.
  private void heard(org.libvirt.Domain domain) {
    try {
      heard(domain.getUUIDString());
    } catch (LibvirtException e) {
      LOG.warn("an event of {} is lost", link.name(), e);
    }
  }

  private void heard(String uuid) {
    tell(() -> ears.changed().accept(uuid));
  }

  private static void tell(Runnable listener) {
    Thread.ofVirtual().start(listener);
  }

  private static boolean isAlive(Connect open) {
    try {
      return open.isAlive();
    } catch (LibvirtException _) {
      return false;
    }
  }

  private void giveUpCurrent() {
    var open = connection.get();
    if (open != null) giveUp(open);
  }

  /// Closing may block while another call hangs, so it has a thread of its own.
  private void giveUp(Connect dead) {
    if (!connection.compareAndSet(dead, null)) return;
    Thread.ofPlatform().daemon().name("libvirt-close-" + link.name()).start(() -> close(dead));
    tell(ears.lost());
  }

  private static void close(Connect dead) {
    try {
      dead.close();
    } catch (LibvirtException e) {
      LOG.debug("closing a dead connection", e);
    }
  }

  @Override
  public void close() {
    giveUpCurrent();
    threads.shutdown();
  }
}
