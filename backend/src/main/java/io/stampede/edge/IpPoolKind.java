package io.stampede.edge;

import io.stampede.engine.Intent;
import io.stampede.engine.StandingKind;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Pools of outside addresses: nothing of them is on any host.
public final class IpPoolKind extends StandingKind<IpPoolSpec, IpPoolFacts> {
  public static final String NAME = "ipPool";

  private final Function<String, List<IpPoolFacts.Use>> uses;

  /// @param uses what is taken of a pool, by its id
  public IpPoolKind(Function<String, List<IpPoolFacts.Use>> uses, InstantSource clock) {
    super(NAME, clock);
    this.uses = uses;
  }

  IpPoolFacts now(String id, IpPoolSpec spec) {
    var taken = uses.apply(id);
    return new IpPoolFacts(Pools.size(spec) - taken.size(), taken.size(), taken);
  }

  @Override
  protected IpPoolFacts facts(Intent<IpPoolSpec> intent) {
    return now(intent.id().value(), intent.spec());
  }

  /// What was taken between the refusal to remove what is in use and the removal keeps it.
  @Override
  protected Optional<Waiting> waiting(Intent<IpPoolSpec> intent, IpPoolFacts is) {
    return intent.wantsPresence() || is.used() == 0
        ? Optional.empty()
        : Optional.of(
            new Waiting("still has %d addresses in use".formatted(is.used()), Optional.empty()));
  }
}
