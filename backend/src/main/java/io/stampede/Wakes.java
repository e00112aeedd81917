package io.stampede;

import io.stampede.engine.Engine;
import io.stampede.engine.ResourceId;
import java.util.Optional;

/// Hands wakes to the engine, which is made after those who wake it; before, they are not needed,
/// since the engine begins by looking at everything.
final class Wakes {
  private volatile Optional<Engine> engine = Optional.empty();

  void to(Engine engine) {
    this.engine = Optional.of(engine);
  }

  void wake(ResourceId id) {
    engine.ifPresent(e -> e.wake(id));
  }

  void wakeLane(String lane) {
    engine.ifPresent(e -> e.wakeLane(lane));
  }
}
