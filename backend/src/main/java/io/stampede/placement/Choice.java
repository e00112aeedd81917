package io.stampede.placement;

import java.util.List;
import java.util.stream.Collectors;

/// What came of looking for a host.
public sealed interface Choice {
  /// @param why for people, as `the emptiest of 3 hosts that fit`; empty when it was named
  record Chosen(String host, String why) implements Choice {}

  /// @param reasons one for each host
  record Nowhere(List<Reason> reasons) implements Choice {
    public Nowhere {
      reasons = List.copyOf(reasons);
    }

    /// As `h1 is cordoned; h2 has 512 MiB of memory free, 2048 are asked for`.
    public String message() {
      return reasons.isEmpty()
          ? "there is no host"
          : reasons.stream().map(r -> r.host() + " " + r.why()).collect(Collectors.joining("; "));
    }
  }

  /// @param host its name
  record Reason(String host, String why) {}
}
