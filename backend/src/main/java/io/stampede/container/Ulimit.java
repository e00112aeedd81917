package io.stampede.container;

import java.util.regex.Pattern;

/// A limit that the kernel keeps each process within, as `docker run --ulimit` writes it:
/// `nofile=1024`, `nofile=1024:4096` (soft and hard); -1 is no limit.
public record Ulimit(String value) {
  private static final Pattern VALID =
      Pattern.compile(
          "(core|cpu|data|fsize|locks|memlock|msgqueue|nice|nofile|nproc|rss|rtprio|rttime|sigpending"
              + "|stack)=(-1|\\d{1,18})(?::(-1|\\d{1,18}))?");

  public Ulimit {
    var match = VALID.matcher(value);
    if (!match.matches()) {
      throw new IllegalArgumentException(
          "holds “%s”, which is no limit; it looks like nofile=1024:4096".formatted(value));
    }
    long soft = Long.parseLong(match.group(2));
    long hard = match.group(3) == null ? soft : Long.parseLong(match.group(3));
    if (hard >= 0 && (soft < 0 || soft > hard)) {
      throw new IllegalArgumentException(
          "holds “%s”, of which the soft limit is above the hard one".formatted(value));
    }
  }

  static Ulimit of(String name, long soft, long hard) {
    return new Ulimit(soft == hard ? name + "=" + soft : name + "=" + soft + ":" + hard);
  }

  String name() {
    return value.substring(0, value.indexOf('='));
  }

  long soft() {
    return Long.parseLong(limits()[0]);
  }

  long hard() {
    var limits = limits();
    return Long.parseLong(limits[limits.length - 1]);
  }

  private String[] limits() {
    return value.substring(value.indexOf('=') + 1).split(":", -1);
  }

  @Override
  public String toString() {
    return value;
  }
}
