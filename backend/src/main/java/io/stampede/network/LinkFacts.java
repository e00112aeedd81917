package io.stampede.network;

import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.schema.Field;
import java.util.List;
import java.util.Optional;

/// Where a link leads, from what is kept and what its consumer's host was last known to have.
///
/// @param elements what its consumer's host is to have for it
/// @param there whether the host is known to have just that
/// @param left whether the host has something for it, or may have
/// @param owed whether connections are still to be cut
/// @param problem why it leads nowhere
/// @param on who has the problem
public record LinkFacts(
    @Field(label = "For", help = "Its consumer.", column = true) String consumerName,
    @Field(label = "Host", help = "Its consumer's.", reference = "host") Optional<String> host,
    @Field(label = "Leads to") List<Target> leads,
    @Field(label = "Open ports") List<String> openPorts,
    @Field(label = "DNS name") Optional<String> dnsName,
    List<String> elements,
    boolean there,
    boolean left,
    boolean owed,
    Optional<Problem> problem,
    Optional<ResourceId> on) {
  public LinkFacts {
    leads = List.copyOf(leads);
    openPorts = List.copyOf(openPorts);
    elements = List.copyOf(elements);
  }

  /// One of its targets, as things are.
  public record Target(
      @Field(label = "Target") String target,
      @Field(label = "State") State state,
      @Field(label = "Address") Optional<String> address) {}

  /// Whether a target gets connections, or why not.
  public enum State {
    READY,
    UNHEALTHY,
    STOPPED,
    OFF_NETWORK,
    NOT_THERE
  }
}
