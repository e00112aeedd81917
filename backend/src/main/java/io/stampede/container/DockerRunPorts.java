package io.stampede.container;

import io.stampede.container.DockerRun.Reading;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `--publish` says: `8080:80`, `127.0.0.1:8080:80/tcp`, `8000-8010:8000-8010`.
final class DockerRunPorts {
  private static final String RANGE = "(\\d{1,5})(?:-(\\d{1,5}))?";
  private static final Pattern FORM =
      Pattern.compile(
          "(?:(?:(\\d{1,3}(?:\\.\\d{1,3}){3}):)?" + RANGE + ":)?" + RANGE + "(/tcp|/udp)?");

  /// More are a slip, or nothing for a form.
  private static final int MOST = 128;

  private DockerRunPorts() {}

  static void read(Reading run, String flag, String value) {
    var match = FORM.matcher(value);
    if (!match.matches()) {
      run.note("%s: “%s” cannot be said here; it looks like 8080:80".formatted(flag, value));
      return;
    }
    int first = number(match, 4, 0);
    int count = number(match, 5, first) - first + 1;
    boolean isOfHost = match.group(2) != null;
    int ofHost = number(match, 2, 0);
    int hostCount = isOfHost ? number(match, 3, ofHost) - ofHost + 1 : count;
    if (count < 1 || count > MOST || hostCount != count) {
      run.note("%s: %s has too many ports, or not as many on both sides".formatted(flag, value));
      return;
    }
    var address = match.group(1) == null ? "" : match.group(1) + ":";
    var protocol = "/udp".equals(match.group(6)) ? "/udp" : "";
    for (int i = 0; i < count; i++) {
      var host = isOfHost ? address + (ofHost + i) + ":" : "";
      run.more(flag, "publish", host + (first + i) + protocol, PublishedPort::new);
    }
  }

  private static int number(Matcher match, int group, int other) {
    return match.group(group) == null ? other : Integer.parseInt(match.group(group));
  }
}
