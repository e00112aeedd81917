package io.stampede.template;

import io.stampede.engine.Intent;
import io.stampede.engine.Kind;
import io.stampede.engine.Outcome;
import io.stampede.engine.Phase;
import io.stampede.engine.Plan;
import io.stampede.engine.Sight;
import io.stampede.engine.Step;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.ToIntFunction;

/// Instance types: numbers with a name.
public final class InstanceTypeKind implements Kind<InstanceTypeSpec, InstanceTypeFacts, Step> {
  public static final String NAME = "instanceType";

  private final ToIntFunction<String> machines;
  private final InstantSource clock;

  /// @param machines how many were made of one, by its id
  public InstanceTypeKind(ToIntFunction<String> machines, InstantSource clock) {
    this.machines = machines;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String lane(Intent<InstanceTypeSpec> intent) {
    return "console";
  }

  @Override
  public Sight<InstanceTypeFacts> look(Intent<InstanceTypeSpec> intent) {
    if (!intent.wantsPresence()) return new Sight.Missing<>(clock.instant());
    var facts = new InstanceTypeFacts(machines.applyAsInt(intent.id().value()));
    return new Sight.Found<>(facts, clock.instant());
  }

  @Override
  public Plan<Step> plan(
      Intent<InstanceTypeSpec> intent, Sight<InstanceTypeFacts> sight, Instant now) {
    return new Plan.Settled<>();
  }

  @Override
  public Outcome apply(Intent<InstanceTypeSpec> intent, Step step) {
    throw new IllegalStateException("an instance type has no steps");
  }

  @Override
  public Phase settled(Intent<InstanceTypeSpec> intent, Sight<InstanceTypeFacts> sight) {
    return Phase.READY;
  }
}
