package io.stampede.edge;

import io.stampede.schema.Field;
import java.util.List;

/// What is taken of a pool.
public record IpPoolFacts(
    @Field(label = "Free", help = "How many can still be had.", column = true) long free,
    @Field(label = "In use", help = "How many were taken out of it.") int used,
    @Field(label = "Addresses", help = "Those taken, and what they lead to.") List<Use> addresses) {
  public IpPoolFacts {
    addresses = List.copyOf(addresses);
  }

  /// @param target empty when it leads nowhere
  public record Use(
      @Field(label = "Address") String address, @Field(label = "Leads to") String target) {}
}
