package io.stampede.onboard;

import io.stampede.ssh.Address;
import io.stampede.ssh.UserName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Addresses out of what a person pasted: one or many a line, each as `name=user@host:port`, with
/// all but the host left out at will, and ranges as `10.0.0.[1-20]` or `10.0.0.1-20`. What follows
/// `#` is a remark.
///
/// @param errors what could not be read, by line
record Targets(List<Target> targets, List<Bad> errors) {
  private static final int MOST = 1000;
  private static final int MAX_TEXT = 256 * 1024;

  private static final Pattern FORM =
      Pattern.compile(
          "(?:(?<name>[^=@]*)=)?(?:(?<user>[^@]*)@)?"
              + "(?:\\[(?<six>[0-9A-Fa-f:]+)\\]|(?<host>[^:@=]+(?:\\[[^\\]]*\\][^:@=]*)?|[0-9A-Fa-f:]{2,39}))"
              + "(?::(?<port>[^:]*))?");

  private static final Pattern BRACKETS =
      Pattern.compile("([^\\[\\]]*)\\[(\\d+)-(\\d+)\\]([^\\[\\]]*)");
  private static final Pattern TAIL =
      Pattern.compile("((?:\\d{1,3}\\.){3})(\\d{1,3})-(?:(?:\\d{1,3}\\.){3})?(\\d{1,3})");

  /// @param user empty for the one given for all
  /// @param port empty for the usual one
  record Target(String address, Optional<Integer> port, String user, String name) {
    Map<String, Object> json() {
      var json = new LinkedHashMap<String, Object>();
      json.put("address", address);
      port.ifPresent(p -> json.put("port", (long) p));
      if (!user.isEmpty()) json.put("user", user);
      if (!name.isEmpty()) json.put("name", name);
      return json;
    }
  }

  /// @param line counted from 1
  record Bad(int line, String message) {}

  Targets {
    targets = List.copyOf(targets);
    errors = List.copyOf(errors);
  }

  static Targets parse(String text) {
    var found = new LinkedHashSet<Target>();
    var errors = new ArrayList<Bad>();
    if (text.length() > MAX_TEXT) {
      return new Targets(List.of(), List.of(new Bad(1, "the list is longer than 256 KiB")));
    }
    var lines = text.split("\\R", -1);
    for (int i = 0; i < lines.length; i++) {
      for (var word : lines[i].replaceAll("#.*", "").strip().split("[\\s,;]+")) {
        if (word.isEmpty()) continue;
        try {
          found.addAll(targets(word));
          if (found.size() > MOST)
            throw new IllegalArgumentException("these are more than " + MOST);
        } catch (IllegalArgumentException e) {
          errors.add(new Bad(i + 1, "“%s”: %s".formatted(shortened(word), e.getMessage())));
        }
      }
    }
    return new Targets(found.stream().limit(MOST).toList(), errors);
  }

  private static String shortened(String word) {
    return Probed.plain(word.length() > 60 ? word.substring(0, 60) + "…" : word);
  }

  private static List<Target> targets(String word) {
    var m = FORM.matcher(word.replaceFirst("^ssh://", ""));
    if (!m.matches()) throw new IllegalArgumentException("is not of the form user@host:port");
    var user = m.group("user") == null ? "" : new UserName(m.group("user")).value();
    Optional<Integer> port = Optional.ofNullable(m.group("port")).map(Targets::port);
    var name =
        m.group("name") == null ? "" : new io.stampede.host.HostName(m.group("name")).value();
    var hosts = m.group("six") == null ? range(m.group("host")) : List.of(m.group("six"));
    if (!name.isEmpty() && hosts.size() > 1) {
      throw new IllegalArgumentException("one name cannot stand for a range");
    }
    return hosts.stream()
        .map(host -> new Target(new Address(host).value(), port, user, name))
        .toList();
  }

  private static int port(String text) {
    if (!text.matches("\\d{1,5}")) throw new IllegalArgumentException("its port is no number");
    int port = Integer.parseInt(text);
    if (port < 1 || port > 65535) throw new IllegalArgumentException("there is no port " + port);
    return port;
  }

  private static List<String> range(String host) {
    var brackets = BRACKETS.matcher(host);
    if (brackets.matches()) {
      int width = brackets.group(2).startsWith("0") ? brackets.group(2).length() : 1;
      return numbers(brackets.group(2), brackets.group(3))
          .mapToObj(n -> brackets.group(1) + ("%0" + width + "d").formatted(n) + brackets.group(4))
          .toList();
    }
    var tail = TAIL.matcher(host);
    if (tail.matches()) {
      return numbers(tail.group(2), tail.group(3)).mapToObj(n -> tail.group(1) + n).toList();
    }
    return List.of(host);
  }

  private static IntStream numbers(String first, String last) {
    if (first.length() > 6 || last.length() > 6)
      throw new IllegalArgumentException("too long a range");
    int from = Integer.parseInt(first);
    int to = Integer.parseInt(last);
    if (to < from) throw new IllegalArgumentException("its range ends before it begins");
    if (to - from >= MOST) throw new IllegalArgumentException("its range has more than " + MOST);
    return IntStream.rangeClosed(from, to);
  }
}
