package io.stampede.web.fake;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The last lines of a log that goes on for as long as it is followed.
final class FakeLog extends InputStream {
  private byte[] line;
  private int at;
  private int number;
  private final boolean follow;
  private final String name;
  private boolean closed;

  FakeLog(String name, int tail, boolean follow) {
    this.name = name;
    this.follow = follow;
    this.number = tail;
    this.line =
        IntStream.rangeClosed(1, tail)
            .mapToObj(n -> name + " line " + n + "\n")
            .collect(Collectors.joining())
            .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public int available() {
    return line.length - at;
  }

  @Override
  public synchronized int read() {
    if (at == line.length && !next()) return -1;
    return line[at++] & 0xff;
  }

  @Override
  public synchronized int read(byte[] into, int from, int length) {
    if (at == line.length && !next()) return -1;
    int n = Math.min(length, line.length - at);
    System.arraycopy(line, at, into, from, n);
    at += n;
    return n;
  }

  private boolean next() {
    if (!follow || closed) return false;
    try {
      wait(200);
    } catch (InterruptedException _) {
      return false;
    }
    if (closed) return false;
    line = (name + " line " + ++number + "\n").getBytes(StandardCharsets.UTF_8);
    at = 0;
    return true;
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
