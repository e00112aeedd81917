package io.stampede.network;

import io.stampede.plane.PlaneSight;
import io.stampede.schema.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a host was seen to have of its networks.
///
/// @param wanted whether it is to have any
/// @param there whether there is anything of ours
/// @param notYet why it cannot be said what the host is to have
/// @param differences what is not as wanted, in words
/// @param applied ids of the networks that were seen to be there as wanted
/// @param told what workloads are told at which address: `10.42.1.7 MARK`, with [Guest#mark]
/// @param plugged addresses of workloads that it was brought
/// @param groups security groups that it was brought, see [Guardian.Group#mark]
public record HostNetworkFacts(
    boolean wanted,
    boolean there,
    Optional<String> notYet,
    @Field(label = "Differences") List<String> differences,
    @Field(label = "Networks") List<String> applied,
    @Field(label = "WireGuard key", more = true) Optional<String> wireguardKey,
    @Field(label = "Daemons", more = true) Map<String, String> daemons,
    @Field(label = "Pairs") List<PairSeen> pairs,
    List<String> told,
    List<String> plugged,
    List<String> groups) {
  public HostNetworkFacts {
    differences = List.copyOf(differences);
    applied = List.copyOf(applied);
    daemons = Map.copyOf(daemons);
    pairs = List.copyOf(pairs);
    told = List.copyOf(told);
    plugged = List.copyOf(plugged);
    groups = List.copyOf(groups);
  }

  /// Nobody is told anything.
  HostNetworkFacts(
      boolean wanted,
      boolean there,
      Optional<String> notYet,
      List<String> differences,
      List<String> applied,
      Optional<String> wireguardKey,
      Map<String, String> daemons,
      List<PairSeen> pairs) {
    this(
        wanted,
        there,
        notYet,
        differences,
        applied,
        wireguardKey,
        daemons,
        pairs,
        List.of(),
        List.of(),
        List.of());
  }

  /// Whether at an address just this is told: nothing where it is empty.
  public boolean tells(String address, Optional<String> mark) {
    return mark.isPresent()
        ? told.contains(address + " " + mark.get())
        : told.stream().noneMatch(line -> line.startsWith(address + " "));
  }

  static HostNetworkFacts notYet(String why) {
    return new HostNetworkFacts(
        true,
        false,
        Optional.of(why),
        List.of(),
        List.of(),
        Optional.empty(),
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /// Nothing of ours is there.
  static HostNetworkFacts nothing(boolean wanted) {
    return new HostNetworkFacts(
        wanted,
        false,
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  static HostNetworkFacts of(
      String host, boolean wanted, PlaneSight sight, HostNetworkKind.Applied applied) {
    var daemons = new TreeMap<String, String>();
    sight.daemons().forEach((name, runs) -> daemons.put(name, runs ? "runs" : "does not run"));
    return new HostNetworkFacts(
        wanted,
        true,
        Optional.empty(),
        sight.differences(),
        applied.networks().stream().sorted().toList(),
        sight.wireguardKey(),
        daemons,
        sight.pairs().stream().map(pair -> PairSeen.of(host, pair)).toList(),
        sight.told(),
        applied.plugged().stream().sorted().toList(),
        applied.groups().stream().sorted().toList());
  }
}
