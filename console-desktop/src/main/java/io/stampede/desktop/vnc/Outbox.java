package io.stampede.desktop.vnc;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;

/// What is still to be told to the server, so that a slow connection never holds up the toolkit's
/// thread. Of pointer moves that still wait, only the last one goes out.
final class Outbox {
  private static final int MAX_WAITING = 1000;

  /// One message.
  sealed interface Message {
    void send(RfbOutput out) throws IOException;

    record Key(int keysym, boolean down) implements Message {
      @Override
      public void send(RfbOutput out) throws IOException {
        out.key(keysym, down);
      }
    }

    record Pointer(int x, int y, int buttons) implements Message {
      @Override
      public void send(RfbOutput out) throws IOException {
        out.pointer(x, y, buttons);
      }
    }

    record Clipboard(String text) implements Message {
      @Override
      public void send(RfbOutput out) throws IOException {
        out.clipboard(text);
      }
    }
  }

  private final ArrayDeque<Message> waiting = new ArrayDeque<>();
  private Optional<RfbOutput> to = Optional.empty();

  /// From now on messages go here; those from before are forgotten.
  synchronized void connect(RfbOutput out) {
    waiting.clear();
    to = Optional.of(out);
  }

  synchronized void disconnect() {
    waiting.clear();
    to = Optional.empty();
  }

  /// Messages to nobody, or too many of them, are dropped.
  synchronized void add(Message message) {
    if (to.isEmpty() || waiting.size() >= MAX_WAITING) return;
    if (message instanceof Message.Pointer next
        && waiting.peekLast() instanceof Message.Pointer last
        && last.buttons() == next.buttons()) {
      waiting.removeLast();
    }
    waiting.add(message);
    notifyAll();
  }

  /// Sends as messages come, until its thread is interrupted. Errors end nothing here: the reading
  /// side notices that the connection is gone.
  void run() throws InterruptedException {
    while (true) {
      RfbOutput out;
      Message message;
      synchronized (this) {
        while (waiting.isEmpty() || to.isEmpty()) wait();
        message = waiting.remove();
        out = to.get();
      }
      try {
        message.send(out);
      } catch (IOException e) {
        disconnect();
      }
    }
  }
}
