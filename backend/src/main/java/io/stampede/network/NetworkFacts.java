package io.stampede.network;

import io.stampede.engine.Problem;
import io.stampede.schema.Field;
import java.util.List;
import java.util.Optional;

/// How a managed network fares, from what is kept and what its hosts showed last.
///
/// @param problem what is wrong with a part of it
public record NetworkFacts(
    @Field(label = "Workloads", help = "With an address on it.", column = true) int workloads,
    @Field(label = "Hosts", help = "Those that have a block of it.") List<Part> hosts,
    @Field(label = "Addresses", help = "Those in use, and whose they are.") List<Use> addresses,
    @Field(label = "Pairs", help = "The ways between its hosts, as each end sees them.")
        List<PairSeen> pairs,
    Optional<Problem> problem) {
  public static final NetworkFacts NOTHING =
      new NetworkFacts(0, List.of(), List.of(), List.of(), Optional.empty());

  public NetworkFacts {
    hosts = List.copyOf(hosts);
    addresses = List.copyOf(addresses);
    pairs = List.copyOf(pairs);
  }

  /// A host's part of it.
  ///
  /// @param hostId the host's id
  public record Part(
      @Field(label = "Host") String host,
      @Field(label = "Block") String block,
      @Field(label = "Gateway") String gateway,
      @Field(label = "In use") int used,
      @Field(label = "Free") long free,
      @Field(label = "State") State state,
      String hostId) {}

  /// Whether a host has what the network is to be there.
  public enum State {
    APPLIED,
    WAITING,
    FAILED
  }

  /// An address in use.
  public record Use(
      @Field(label = "Address") String address,
      @Field(label = "Name") String name,
      @Field(label = "Kind") String kind,
      @Field(label = "Workload") String workload,
      @Field(label = "Host") String host) {}
}
