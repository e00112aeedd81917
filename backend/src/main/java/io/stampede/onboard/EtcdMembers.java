package io.stampede.onboard;

import io.stampede.onboard.Discovery.Member;
import io.stampede.ssh.Address;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/// What etcd says of its members, in each of the forms that it is known to say it in. Its answers
/// are not trusted: what holds no address of another machine is passed over.
final class EtcdMembers {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST = 1000;

  /// As in `8e9e05c52164694d, started, infra1, http://10.0.1.10:2380, http://10.0.1.10:2379,
  /// false`.
  private static final Pattern SIMPLE =
      Pattern.compile("[0-9a-f]{1,16}, [a-z]+, ([^,]*), ([^ ]*)(?:, .*)?");

  /// As in `8211f1d0f64f3269: name=infra1 peerURLs=http://10.0.1.10:2380 clientURLs=…`, with
  /// `[unstarted]` behind the id of one that has not come yet.
  private static final Pattern VERSION_2 =
      Pattern.compile("[0-9a-f]{1,16}(?:\\[unstarted\\])?: (?:name=(\\S*) )?peerURLs=(\\S+).*");

  private EtcdMembers() {}

  /// `etcdctl member list -w json`, and the answers of both APIs.
  static List<Member> json(String text) {
    var members = new ArrayList<Member>();
    try {
      var root = JSON.readTree(text);
      if (root == null) return List.of();
      for (var member : root.path("members")) {
        var name = member.path("name").isString() ? member.path("name").asString() : "";
        var urls = new ArrayList<String>();
        for (var url : member.path("peerURLs")) if (url.isString()) urls.add(url.asString());
        member(name, urls.stream()).ifPresent(members::add);
      }
    } catch (JacksonException _) {
      return List.of();
    }
    return members.stream().limit(MOST).toList();
  }

  static List<Member> simple(String text) {
    return lines(text, SIMPLE);
  }

  static List<Member> version2(String text) {
    return lines(text, VERSION_2);
  }

  private static List<Member> lines(String text, Pattern form) {
    return text.lines()
        .limit(MOST)
        .map(line -> form.matcher(line.strip()))
        .filter(m -> m.matches())
        .flatMap(m ->
            member(m.group(1) == null ? "" : m.group(1), Stream.of(m.group(2).split(","))).stream())
        .toList();
  }

  private static Optional<Member> member(String name, Stream<String> urls) {
    return urls.map(EtcdMembers::address)
        .flatMap(Optional::stream)
        .findFirst()
        .map(address -> new Member(address, Probed.plain(name), "etcd"));
  }

  /// The host of a URL, unless it is the machine's own loopback.
  private static Optional<String> address(String url) {
    try {
      var host = URI.create(url.strip()).getHost();
      if (host == null) return Optional.empty();
      var plain = host.replaceAll("[\\[\\]]", "");
      boolean own = plain.matches("localhost|127\\..*|0\\.0\\.0\\.0|::1?");
      return own ? Optional.empty() : Optional.of(new Address(plain).value());
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
