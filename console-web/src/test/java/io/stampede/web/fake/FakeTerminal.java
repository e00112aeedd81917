package io.stampede.web.fake;

import io.stampede.ssh.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A shell that shows what is typed, answers `echo`, says its size on `size`, and ends on `exit`.
final class FakeTerminal implements Terminal {
  private final String prompt;
  private final InputStream toViewer;
  private final OutputStream fromViewer;
  private final InputStream in;
  private final OutputStream out;
  private final StringBuilder line = new StringBuilder();
  private volatile String size = "80x24";

  FakeTerminal(String host) {
    prompt = "\u001b[32mroot@" + host + "\u001b[0m:~# ";
    try {
      var there = Pipe.open();
      var back = Pipe.open();
      toViewer = Channels.newInputStream(there.source());
      fromViewer = Channels.newOutputStream(back.sink());
      in = Channels.newInputStream(back.source());
      out = Channels.newOutputStream(there.sink());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("fake-terminal").start(this::serve);
  }

  private void serve() {
    try (out) {
      say(prompt);
      for (int key = in.read(); key >= 0; key = in.read()) {
        if (key != '\r') {
          line.append((char) key);
          out.write(key);
          continue;
        }
        var command = line.toString();
        line.setLength(0);
        if (command.equals("exit")) return;
        if (command.startsWith("echo ")) say("\r\n" + command.substring(5));
        if (command.equals("size")) say("\r\n" + size);
        say("\r\n" + prompt);
      }
    } catch (IOException _) {
      // whoever looked has gone
    }
  }

  private void say(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public InputStream in() {
    return toViewer;
  }

  @Override
  public OutputStream out() {
    return fromViewer;
  }

  @Override
  public void resize(int columns, int rows) {
    if (columns < 1 || rows < 1) throw new IllegalArgumentException("no size");
    size = columns + "x" + rows;
  }

  @Override
  public int waitFor(Duration deadline) {
    return 0;
  }

  @Override
  public void close() {
    try {
      fromViewer.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
