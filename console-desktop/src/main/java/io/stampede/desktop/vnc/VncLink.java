package io.stampede.desktop.vnc;

import io.stampede.client.Refused;
import io.stampede.ssh.ByteStream;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Keeps a session to one screen: opens it, and opens it again when it broke, at growing intervals
/// of half a second up to ten, until closed.
public final class VncLink implements AutoCloseable {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /// Where the link is.
  public sealed interface State {
    record Connecting() implements State {}

    /// @param name what the server calls itself
    record Open(String name) implements State {}

    /// @param why in words for a person
    record Broken(String why) implements State {}

    record Closed() implements State {}
  }

  private final Supplier<ByteStream> opener;
  private final RfbListener listener;
  private final Consumer<State> states;
  private final Outbox outbox = new Outbox();
  private Optional<RfbSession> session = Optional.empty();
  private Optional<Thread> reader = Optional.empty();
  private Optional<Thread> writer = Optional.empty();
  private boolean closed;

  /// @param opener asks for the screen's stream; throws [Refused] when there is none
  /// @param states told on the link's thread
  VncLink(Supplier<ByteStream> opener, RfbListener listener, Consumer<State> states) {
    this.opener = opener;
    this.listener = listener;
    this.states = states;
  }

  synchronized void start() {
    if (closed || reader.isPresent()) return;
    reader = Optional.of(Thread.ofVirtual().name("vnc-read").start(this::keep));
    writer = Optional.of(Thread.ofVirtual().name("vnc-write").start(this::write));
  }

  private void write() {
    try {
      outbox.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void keep() {
    var pause = FIRST_PAUSE;
    while (!isClosed()) {
      var opened = new boolean[1];
      states.accept(new State.Connecting());
      var why = once(() -> opened[0] = true);
      outbox.disconnect();
      if (isClosed()) break;
      states.accept(new State.Broken(why));
      if (opened[0]) pause = FIRST_PAUSE;
      try {
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        break;
      }
      pause = pause.multipliedBy(2);
      if (pause.compareTo(LONGEST_PAUSE) > 0) pause = LONGEST_PAUSE;
    }
    states.accept(new State.Closed());
  }

  /// @return why it ended
  private String once(Runnable whenOpen) {
    try (var stream = opener.get()) {
      var next = new RfbSession(stream, new Opening(whenOpen));
      if (!adopt(next)) return "closed";
      outbox.connect(next.out());
      next.run();
      return "the server ended the session";
    } catch (EOFException e) {
      return "the connection to the screen ended";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    } catch (Refused e) {
      return e.problem().message();
    } catch (RuntimeException e) {
      return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
  }

  private synchronized boolean adopt(RfbSession next) {
    session = Optional.of(next);
    return !closed;
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  void send(Outbox.Message message) {
    outbox.add(message);
  }

  /// Ends the session and does not open another.
  @Override
  public void close() {
    Optional<RfbSession> open;
    synchronized (this) {
      if (closed) return;
      closed = true;
      open = session;
      reader.ifPresent(Thread::interrupt);
      writer.ifPresent(Thread::interrupt);
    }
    open.ifPresent(RfbSession::close);
  }

  /// Tells that the session stands, then passes everything on.
  private final class Opening implements RfbListener {
    private final Runnable whenOpen;

    Opening(Runnable whenOpen) {
      this.whenOpen = whenOpen;
    }

    @Override
    public void opened(String name, Framebuffer screen) {
      whenOpen.run();
      listener.opened(name, screen);
      states.accept(new State.Open(name));
    }

    @Override
    public void painted(Framebuffer screen, Rect part) {
      listener.painted(screen, part);
    }

    @Override
    public void cursor(Cursor cursor) {
      listener.cursor(cursor);
    }

    @Override
    public void clipboard(String text) {
      listener.clipboard(text);
    }

    @Override
    public void bell() {
      listener.bell();
    }
  }
}
