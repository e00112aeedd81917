package io.stampede.desktop.model;

import static io.stampede.desktop.text.Texts.say;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// A resource's log as it grows. Keeps the last 200,000 characters; control characters that would
/// steer a terminal are left out.
public final class LogModel implements AutoCloseable {
  private static final int KEPT = 200_000;
  private static final int TAIL = 500;

  private final World world;
  private final Row row;
  private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper state = new ReadOnlyStringWrapper("");
  private final StringBuilder arrived = new StringBuilder();
  private final Runnable show;
  private Optional<InputStream> open = Optional.empty();
  private boolean closed;

  public LogModel(World world, Row row) {
    this.world = world;
    this.row = row;
    this.show = world.background().coalesced(this::show);
  }

  public ReadOnlyStringProperty textProperty() {
    return text.getReadOnlyProperty();
  }

  /// What is to be said about the log, as `Following` or why there is none.
  public ReadOnlyStringProperty stateProperty() {
    return state.getReadOnlyProperty();
  }

  public void start() {
    state.set(say("log.following"));
    world.background().start(this::read);
  }

  private void read() {
    try (var in = world.client().logs(row.kind(), row.id(), TAIL, true)) {
      if (!adopt(in)) return;
      var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      var some = new char[8192];
      for (int n = reader.read(some); n >= 0; n = reader.read(some)) {
        keep(clean(new String(some, 0, n)));
      }
      tell(say("log.ended"));
    } catch (IOException e) {
      tell(say("log.cut", String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      tell(io.stampede.desktop.background.Background.refusal(e).problem().message());
    }
  }

  private synchronized boolean adopt(InputStream in) {
    open = Optional.of(in);
    return !closed;
  }

  private void keep(String more) {
    synchronized (this) {
      arrived.append(more);
      if (arrived.length() > KEPT) arrived.delete(0, arrived.length() - KEPT);
    }
    show.run();
  }

  /// Without colour sequences and other control characters.
  static String clean(String raw) {
    return raw.replaceAll("\u001b\\[[0-9;?]*[ -/]*[@-~]", "")
        .replaceAll("[\\p{Cntrl}&&[^\n\t]]", "");
  }

  private synchronized void show() {
    text.set(arrived.toString());
  }

  private void tell(String words) {
    world
        .background()
        .toUi(() -> {
          if (!isClosed()) state.set(words);
        });
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /// Ends the stream; to be called off the toolkit's thread when closing may block.
  @Override
  public void close() {
    Optional<InputStream> in;
    synchronized (this) {
      closed = true;
      in = open;
    }
    world
        .background()
        .start(() ->
            in.ifPresent(i -> {
              try {
                i.close();
              } catch (IOException e) {
                tell(say("log.unclosed", String.valueOf(e.getMessage())));
              }
            }));
  }
}
