package io.stampede.onboard;

import io.stampede.onboard.Neighbours.Neighbour;
import io.stampede.ssh.Command;
import io.stampede.ssh.Remote;
import io.stampede.ssh.SshFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Looks at the way from a candidate to the other hosts: how large a packet gets there whole, and
/// whether the ports of each overlay can be reached, one overlay after the other. A datagram to a
/// port at which nobody listens is answered by ICMP, or, where that is filtered, counted at the
/// other end (`NoPorts` of `/proc/net/snmp`, RFC 4113).
final class PeerLook {
  static final String NAME = "stampede-peers";

  /// Each costs a few packets; with more, a sample has to do.
  private static final int MOST = 8;

  private static final Duration PATIENCE = Duration.ofSeconds(25);
  private static final Pattern UDP = Pattern.compile("(?m)^Udp: (\\d+) (\\d+) .*$");
  private static final Command COUNTERS = Command.of("cat", "/proc/net/snmp");

  /// IPsec's, and those of WireGuard and VXLAN, as the managed networks use them.
  static final List<List<String>> PORTS = List.of(List.of("500", "4500"), List.of("51842", "4789"));

  private static final int DATAGRAMS = 2;

  /// `$1` are ports, the others addresses. 28 bytes of headers come on top of what ping carries.
  private static final String SCRIPT =
      """
      export LC_ALL=C PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin"
      carries() { ping -n -q -c 1 -W 1 -M do -s "$2" "$1" >/dev/null 2>&1; }
      answers() { ping -n -q -c 1 -W 1 "$1" >/dev/null 2>&1; }
      knock() {
        bash -c 'exec 3>"/dev/udp/$0/$1" && printf x >&3 && sleep 0.3 && printf x >&3' "$1" "$2" >/dev/null 2>&1 \\
          && echo silent || echo refused
      }
      look() {
        m=
        if [ "$first" = yes ] && command -v ping >/dev/null 2>&1; then
          m=0
          if carries "$2" 1472; then m=1500; carries "$2" 8972 && m=9000
          elif answers "$2"; then
            for s in 1462 1432 1392 1352 1252 1152 548; do carries "$2" $s && m=$((s + 28)) && break; done
          fi
        fi
        [ "$first" = no ] || echo "peer.$1.mtu=$m"
        if command -v bash >/dev/null 2>&1; then
          for port in $ports; do echo "peer.$1.udp$port=$(knock "$2" $port)"; done
        fi
      }
      echo 'stampede-peers begin'
      ports=$1 first=$2 n=0
      shift 2
      for a in "$@"; do n=$((n + 1)); look $n "$a" & done
      wait
      echo 'stampede-peers end'
      """;

  private PeerLook() {}

  /// @param remotes to the other ends, where there is a connection
  static Probed look(
      Remote remote, List<Neighbour> neighbours, Function<String, Optional<Remote>> remotes)
      throws SshFailure {
    var peers = neighbours.stream().limit(MOST).toList();
    if (peers.isEmpty()) return Probed.of("peers", "0");
    var all = Probed.NOTHING;
    for (var ports : PORTS) {
      var before = counted(peers, remotes);
      var found = tried(remote, peers, ports);
      all = all.and(named(peers, found, ports, before, counted(peers, remotes)));
    }
    return all;
  }

  private static Probed tried(Remote remote, List<Neighbour> peers, List<String> ports)
      throws SshFailure {
    var parameters = new ArrayList<String>();
    parameters.add(String.join(" ", ports));
    parameters.add(ports.equals(PORTS.getFirst()) ? "yes" : "no");
    peers.forEach(peer -> parameters.add(peer.address()));
    var command = Command.script(SCRIPT, parameters.toArray(String[]::new));
    return Probed.parse(NAME, remote.exec(command, PATIENCE).out())
        .orElseThrow(() ->
            new SshFailure(
                SshFailure.Reason.PROTOCOL, "its shell did not try the way to the others"));
  }

  private static List<OptionalLong> counted(
      List<Neighbour> peers, Function<String, Optional<Remote>> remotes) {
    var counts = new ArrayList<OptionalLong>();
    for (var peer : peers) counts.add(counted(remotes.apply(peer.id())));
    return counts;
  }

  /// Datagrams that came to anybody or to nobody there.
  private static OptionalLong counted(Optional<Remote> remote) {
    if (remote.isEmpty()) return OptionalLong.empty();
    try {
      return counted(remote.get().exec(COUNTERS, Duration.ofSeconds(5)).out());
    } catch (SshFailure _) {
      return OptionalLong.empty();
    }
  }

  static OptionalLong counted(String snmp) {
    var m = UDP.matcher(snmp);
    return m.find()
        ? OptionalLong.of(Long.parseLong(m.group(1)) + Long.parseLong(m.group(2)))
        : OptionalLong.empty();
  }

  static Probed named(
      List<Neighbour> peers,
      Probed found,
      List<String> ports,
      List<OptionalLong> before,
      List<OptionalLong> after) {
    var all = found.with("peers", Integer.toString(peers.size()));
    for (int i = 0; i < peers.size(); i++) {
      var key = "peer." + (i + 1);
      all = all.with(key + ".name", peers.get(i).name());
      var came = came(before.get(i), after.get(i), (long) DATAGRAMS * ports.size());
      for (var port : ports) {
        var word = key + ".udp" + port;
        if (all.says(word, "silent") && !came.isEmpty()) all = all.with(word, came);
      }
    }
    return all;
  }

  private static String came(OptionalLong before, OptionalLong after, long sent) {
    if (before.isEmpty() || after.isEmpty()) return "";
    long more = after.getAsLong() - before.getAsLong();
    return more >= sent ? "counted" : more == 0 ? "lost" : "";
  }
}
