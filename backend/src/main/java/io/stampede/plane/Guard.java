package io.stampede.plane;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// A security group: who is in it, on whichever host, and who may begin a connection with these.
///
/// @param id the group's
/// @param version counts its changes; nothing on a host shows it
/// @param cuts whether connections that there are end, too, when nothing allows them any more
/// @param members addresses of all of its workloads, on every host
public record Guard(String id, long version, boolean cuts, List<Rule> rules, Set<Ipv4> members) {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final int LAST_PORT = 65_535;

  /// What a rule is about. Ports are TCP's and UDP's only.
  public enum Protocol {
    TCP,
    UDP,
    ICMP,
    ALL
  }

  public enum Direction {
    /// To the group's members.
    IN,
    /// From them. A group without such a rule lets all out.
    OUT
  }

  public record Ports(int first, int last) {
    public Ports {
      if (first < 1 || last > LAST_PORT || first > last) {
        throw new IllegalArgumentException(
            "are no ports: %d-%d; they are from 1 to %d, the lower one first"
                .formatted(first, last, LAST_PORT));
      }
    }

    @Override
    public String toString() {
      return first == last ? Integer.toString(first) : first + "-" + last;
    }
  }

  /// The other end.
  public sealed interface Peer {
    /// From wherever it comes, also by a floating address.
    record Anyone() implements Peer {}

    /// Whoever is on the same network.
    record Neighbours() implements Peer {}

    record Range(Cidr cidr) implements Peer {}

    /// @param guard the group's id
    record Members(String guard) implements Peer {}
  }

  /// @param ports empty means all
  public record Rule(Direction direction, Protocol protocol, Optional<Ports> ports, Peer peer) {
    public Rule {
      boolean hasPorts = protocol == Protocol.TCP || protocol == Protocol.UDP;
      if (ports.isPresent() && !hasPorts) {
        throw new IllegalArgumentException("only TCP and UDP have ports");
      }
    }
  }

  public Guard {
    if (!ID.matcher(id).matches()) throw new IllegalArgumentException("no id of a group: " + id);
    rules = List.copyOf(rules);
    members = Collections.unmodifiableSet(new TreeSet<>(members));
  }

  boolean confines() {
    return rules.stream().anyMatch(rule -> rule.direction() == Direction.OUT);
  }
}
