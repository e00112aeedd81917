package io.stampede.template;

import io.stampede.engine.Intent;
import io.stampede.engine.StandingKind;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.ToIntFunction;

/// Instance types: numbers with a name.
public final class InstanceTypeKind extends StandingKind<InstanceTypeSpec, InstanceTypeFacts> {
  public static final String NAME = "instanceType";

  private final ToIntFunction<String> machines;

  /// @param machines how many were made of one, by its id
  public InstanceTypeKind(ToIntFunction<String> machines, InstantSource clock) {
    super(NAME, clock);
    this.machines = machines;
  }

  @Override
  protected InstanceTypeFacts facts(Intent<InstanceTypeSpec> intent) {
    return new InstanceTypeFacts(machines.applyAsInt(intent.id().value()));
  }

  @Override
  protected Optional<Waiting> waiting(Intent<InstanceTypeSpec> intent, InstanceTypeFacts facts) {
    return Optional.empty();
  }
}
