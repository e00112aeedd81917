package io.stampede.onboard;

import io.stampede.onboard.Discovery.Member;
import io.stampede.ssh.Address;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What `fleetctl list-machines` says: an id, an address, and metadata, with or without a heading.
final class FleetMachines {
  private static final int MOST = 1000;
  private static final Pattern LINE =
      Pattern.compile("([0-9a-f][0-9a-f.-]{6,40})\\s+(\\S+)(?:\\s+(.*))?");

  private FleetMachines() {}

  static List<Member> parse(String text) {
    return text.lines()
        .limit(MOST)
        .map(line -> LINE.matcher(line.strip()))
        .filter(m -> m.matches())
        .flatMap(m -> member(m.group(1), m.group(2)).stream())
        .toList();
  }

  private static Optional<Member> member(String id, String address) {
    try {
      var shortId = id.replaceAll("[^0-9a-f].*", "");
      return Optional.of(new Member(new Address(address).value(), shortId, "fleet"));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
