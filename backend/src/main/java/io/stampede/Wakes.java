package io.stampede;

import io.stampede.adoption.Census;
import io.stampede.engine.Engine;
import io.stampede.engine.ResourceId;
import java.util.Optional;

/// Hands wakes to the engine, which is made after those who wake it; before, they are not needed,
/// since the engine begins by looking at everything.
final class Wakes {
  private volatile Optional<Engine> engine = Optional.empty();
  private volatile Optional<Census> census = Optional.empty();

  void to(Engine engine) {
    this.engine = Optional.of(engine);
  }

  void to(Census census) {
    this.census = Optional.of(census);
  }

  /// Something has happened on a host to what is not ours.
  void strange(String hostId) {
    census.ifPresent(c -> c.ring(hostId));
  }

  void wake(ResourceId id) {
    engine.ifPresent(e -> e.wake(id));
  }

  void wakeLane(String lane) {
    engine.ifPresent(e -> e.wakeLane(lane));
  }
}
