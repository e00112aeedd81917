package io.stampede.metadata;

import io.stampede.lab.LabHost;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Asks the metadata service from within a network namespace of a host, by curl, as clients do.
///
/// @param guest the namespace
record MetadataReader(LabHost host, String guest) {
  static final String SERVICE = "http://169.254.169.254";

  static final String PUT = "-X PUT ";

  private static final Pattern REPLY = Pattern.compile("(\\d{3}) (\\S*) (\\S*)\\.");
  private static final Pattern KEY = Pattern.compile("(\\d+)=.*");

  /// @param status 0 when nobody answered
  record Reply(int status, String type, Bytes body) {}

  static String base64(Bytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.toArray());
  }

  /// An argument of curl's, and a space.
  static String token(String value) {
    return "-H " + quoted("X-aws-ec2-metadata-token: " + value) + " ";
  }

  /// Likewise.
  static String ttl(String seconds) {
    return "-H " + quoted("X-aws-ec2-metadata-token-ttl-seconds: " + seconds) + " ";
  }

  /// @param asked arguments of curl's
  int status(String asked) {
    return ask(asked).status();
  }

  Bytes body(String asked) {
    return ask(asked).body();
  }

  Reply ask(String asked) {
    return ask(List.of(asked)).getFirst();
  }

  /// One after the other.
  List<Reply> ask(List<String> asked) {
    var script =
        new StringBuilder(
            """
            f=$(mktemp); trap 'rm -f $f' EXIT
            ask() { : >$f; curl -s -m 5 -o $f -w '%{http_code} %{content_type} ' "$@"; base64 -w0 $f; echo .; }
            """);
    for (var arguments : asked) {
      script.append("ask ").append(arguments).append('\n');
    }
    var replies = new ArrayList<Reply>();
    host.sh("ip netns exec " + guest + " bash -c " + quoted(script.toString()))
        .lines()
        .forEach(line -> replies.add(read(line)));
    return replies;
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private static Reply read(String line) {
    var match = REPLY.matcher(line);
    if (!match.matches()) throw new AssertionError("curl said: " + line);
    return new Reply(
        Integer.parseInt(match.group(1)),
        match.group(2),
        Bytes.of(Base64.getDecoder().decode(match.group(3))));
  }

  /// Begins a session.
  ///
  /// @return its token
  String session(int seconds) {
    var reply = ask(PUT + ttl(Integer.toString(seconds)) + SERVICE + "/latest/api/token");
    if (reply.status() != 200) throw new AssertionError("no session: " + reply);
    return reply.body().text();
  }

  /// Reads all that is listed, as cloud-init does: folder by folder, a key by the number before its
  /// name.
  ///
  /// @param token none when empty
  /// @return by their path in the tree, whatever version was asked for
  Map<String, Bytes> crawl(String folder, String token) {
    var before = token.isEmpty() ? "" : token(token);
    var files = new ArrayList<String>();
    var folders = List.of(folder);
    while (!folders.isEmpty()) {
      var next = new ArrayList<String>();
      for (var listing : all(before, folders).entrySet()) {
        for (var line : listing.getValue().text().lines().toList()) {
          var key = KEY.matcher(line);
          var name = key.matches() ? key.group(1) + "/openssh-key" : line;
          (name.endsWith("/") ? next : files).add(listing.getKey() + name);
        }
      }
      folders = next;
    }
    var read = new TreeMap<String, Bytes>();
    all(before, files)
        .forEach((path, bytes) -> read.put(path.replaceFirst("^[^/]+", "latest"), bytes));
    return read;
  }

  private Map<String, Bytes> all(String before, List<String> paths) {
    var replies = ask(paths.stream().map(path -> before + SERVICE + "/" + path).toList());
    var read = new TreeMap<String, Bytes>();
    for (int i = 0; i < paths.size(); i++) {
      if (replies.get(i).status() != 200) throw new AssertionError(paths.get(i) + replies.get(i));
      read.put(paths.get(i), replies.get(i).body());
    }
    return read;
  }
}
