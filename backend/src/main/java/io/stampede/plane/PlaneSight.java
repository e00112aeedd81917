package io.stampede.plane;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How a host's network fares.
///
/// @param differences what is not as the model wants it, in words, as `rules.nft is not applied`;
///   none means all is well
/// @param wireguardKey the public key that the host made for itself
/// @param told what is told at which address; see [ToldFolders#at]
/// @param daemons whether each of the daemons that the model wants runs, as `charon`
public record PlaneSight(
    List<String> differences,
    Optional<String> wireguardKey,
    Map<String, Boolean> daemons,
    List<Pair> pairs,
    List<String> told) {
  /// The way to another host on one network, as seen from here. Its health is whether it answers,
  /// never what a daemon says of it.
  ///
  /// @param since when the tunnel was last made anew
  /// @param bytesIn since then
  /// @param rttMicros of the last answer
  /// @param lossPercent of the last minute's pings
  /// @param mtu the largest packet that went through, in bytes
  /// @param error the last thing that a daemon complained about
  public record Pair(
      String peer,
      String network,
      boolean answers,
      Optional<Instant> since,
      long bytesIn,
      long bytesOut,
      Optional<Long> rttMicros,
      int lossPercent,
      Optional<Integer> mtu,
      Optional<String> error) {}

  public PlaneSight {
    differences = List.copyOf(differences);
    daemons = Map.copyOf(daemons);
    pairs = List.copyOf(pairs);
    told = List.copyOf(told);
  }

  public boolean isAsWanted() {
    return differences.isEmpty();
  }
}
