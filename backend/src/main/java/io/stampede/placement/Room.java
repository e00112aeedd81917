package io.stampede.placement;

import io.stampede.store.Amount;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// A host as placement sees it.
///
/// @param closed why it gets nothing new, as `is cordoned`
/// @param total what it has in all, CPUs with the overcommit; empty when it was never looked at
/// @param memoryFreeMib what it says is free now
/// @param diskFreeMib likewise
/// @param engines what it runs
public record Room(
    String id,
    String name,
    Map<String, String> labels,
    Optional<String> closed,
    Optional<Amount> total,
    OptionalLong memoryFreeMib,
    OptionalLong diskFreeMib,
    Set<Ask.Engine> engines) {
  public Room {
    labels = Map.copyOf(labels);
    engines = Set.copyOf(engines);
  }
}
