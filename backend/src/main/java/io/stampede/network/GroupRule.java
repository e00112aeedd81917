package io.stampede.network;

import io.stampede.plane.Cidr;
import io.stampede.plane.Guard.Direction;
import io.stampede.plane.Guard.Peer;
import io.stampede.plane.Guard.Ports;
import io.stampede.plane.Guard.Protocol;
import io.stampede.plane.Guard.Rule;
import io.stampede.plane.Ipv4;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Who may begin a connection with a group's workloads, as `tcp 80 from any`, `tcp 8000-8100 from
/// web`, `icmp from 10.42.0.0/16`, `all from network`; and with whom they may, as `tcp 443 to any`.
/// Where no other end is named, it is anybody that may come.
public record GroupRule(String value) {
  static final String ANY = "any";
  static final String NETWORK = "network";
  private static final int WHOLE = 32;
  private static final Pattern FORM =
      Pattern.compile(
          "(?<protocol>[a-z]+)( (?<first>\\d{1,9})(-(?<last>\\d{1,9}))?)?"
              + "( (?<way>from|to) (?<peer>[a-z0-9./-]{1,40}))?");

  /// @throws IllegalArgumentException saying which part is wrong
  public GroupRule {
    value = value.strip().replaceAll("\\s+", " ");
    var unused = parts(value);
  }

  private record Parts(
      Direction direction, Protocol protocol, Optional<Ports> ports, String peer) {}

  private static Parts parts(String text) {
    var match = FORM.matcher(text);
    if (!match.matches()) throw wrong(text, "it looks like tcp 80 from any");
    var first = match.group("first");
    var last = match.group("last");
    try {
      var protocol = protocol(match.group("protocol"));
      var ports =
          Optional.ofNullable(first)
              .map(f -> new Ports(Integer.parseInt(f), Integer.parseInt(last == null ? f : last)));
      var direction = "to".equals(match.group("way")) ? Direction.OUT : Direction.IN;
      var peer = Optional.ofNullable(match.group("peer")).orElse(ANY);
      check(peer);
      // what the two do not go together with is refused there
      var whole = new Rule(direction, protocol, ports, new Peer.Anyone());
      return new Parts(whole.direction(), whole.protocol(), whole.ports(), peer);
    } catch (IllegalArgumentException e) {
      throw wrong(text, String.valueOf(e.getMessage()));
    }
  }

  private static IllegalArgumentException wrong(String text, String why) {
    return new IllegalArgumentException("holds “%s”, which is no rule: %s".formatted(text, why));
  }

  private static Protocol protocol(String word) {
    return switch (word) {
      case "tcp" -> Protocol.TCP;
      case "udp" -> Protocol.UDP;
      case "icmp" -> Protocol.ICMP;
      case "all" -> Protocol.ALL;
      default -> throw new IllegalArgumentException("it begins with tcp, udp, icmp or all");
    };
  }

  private static void check(String peer) {
    if (GroupName.isOne(peer)) return;
    try {
      var unused = range(peer);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s is neither any, network, a group nor a range like 10.42.0.0/16".formatted(peer), e);
    }
  }

  private static Cidr range(String text) {
    return text.contains("/") ? Cidr.of(text) : new Cidr(Ipv4.of(text), WHOLE);
  }

  /// The group that is the other end; empty when it is none.
  public Optional<String> group() {
    var peer = parts(value).peer();
    boolean word = peer.equals(ANY) || peer.equals(NETWORK) || !GroupName.isOne(peer);
    return word ? Optional.empty() : Optional.of(peer);
  }

  /// @param ids of groups by name
  /// @return empty when it names a group that is not there: nobody is in it
  Optional<Rule> rule(Function<String, Optional<String>> ids) {
    var parts = parts(value);
    var group = group();
    Optional<Peer> peer =
        group.isPresent()
            ? group.flatMap(ids).map(Peer.Members::new)
            : Optional.of(
                switch (parts.peer()) {
                  case ANY -> new Peer.Anyone();
                  case NETWORK -> new Peer.Neighbours();
                  default -> new Peer.Range(range(parts.peer()));
                });
    return peer.map(end -> new Rule(parts.direction(), parts.protocol(), parts.ports(), end));
  }

  @Override
  public String toString() {
    return value;
  }
}
