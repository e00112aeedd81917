package io.stampede.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;

/// How a command ended, and what it wrote.
public record ExecResult(int exitStatus, byte[] stdout, byte[] stderr) {
  public boolean ok() {
    return exitStatus == 0;
  }

  public String out() {
    return new String(stdout, UTF_8);
  }

  public String err() {
    return new String(stderr, UTF_8);
  }
}
