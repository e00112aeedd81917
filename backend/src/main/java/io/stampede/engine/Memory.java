package io.stampede.engine;

import java.util.List;
import java.util.Optional;

/// What the engine remembers between passes, kept by the store.
public interface Memory {
  /// Every resource that is wanted, or not yet gone.
  List<ResourceId> resources();

  /// The current intent, in the type of its kind.
  <S> Optional<Intent<S>> intent(Kind<S, ?, ?> kind, ResourceId id);

  /// Whether this generation is still the current one.
  boolean isCurrent(ResourceId id, long generation);

  /// What was seen at the last look, and what is shown of it. An [Sight.Unseen] keeps the facts of
  /// the look before.
  <O> void saw(Kind<?, O, ?> kind, Intent<?> intent, Sight<O> sight, Status status);

  /// What is shown while a step goes on. Not necessarily kept over a restart.
  void status(ResourceId id, Status status);

  /// The resource is gone from its host: its intent, name and leases are given back.
  void gone(ResourceId id, long generation);
}
