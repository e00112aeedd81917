package io.stampede.edge;

import io.stampede.engine.Intent;
import io.stampede.engine.Kind;
import io.stampede.engine.Outcome;
import io.stampede.engine.Phase;
import io.stampede.engine.Plan;
import io.stampede.engine.Sight;
import io.stampede.engine.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/// Pools of outside addresses: nothing of them is on any host.
public final class IpPoolKind implements Kind<IpPoolSpec, IpPoolFacts, Step> {
  public static final String NAME = "ipPool";

  private static final Duration SOON = Duration.ofSeconds(5);

  private final Function<String, List<IpPoolFacts.Use>> uses;
  private final InstantSource clock;

  /// @param uses what is taken of a pool, by its id
  public IpPoolKind(Function<String, List<IpPoolFacts.Use>> uses, InstantSource clock) {
    this.uses = uses;
    this.clock = clock;
  }

  IpPoolFacts now(String id, IpPoolSpec spec) {
    var taken = uses.apply(id);
    return new IpPoolFacts(Pools.size(spec) - taken.size(), taken.size(), taken);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String lane(Intent<IpPoolSpec> intent) {
    return "console";
  }

  @Override
  public Sight<IpPoolFacts> look(Intent<IpPoolSpec> intent) {
    return new Sight.Found<>(now(intent.id().value(), intent.spec()), clock.instant());
  }

  /// What was taken between the refusal to remove what is in use and the removal keeps it.
  @Override
  public Plan<Step> plan(Intent<IpPoolSpec> intent, Sight<IpPoolFacts> sight, Instant now) {
    var used = sight.found().map(IpPoolFacts::used).orElse(0);
    return intent.wantsPresence() || used == 0
        ? new Plan.Settled<>()
        : Plan.await(now.plus(SOON), "still has %d addresses in use".formatted(used));
  }

  @Override
  public Outcome apply(Intent<IpPoolSpec> intent, Step step) {
    throw new IllegalStateException("a pool has no steps");
  }

  @Override
  public Phase settled(Intent<IpPoolSpec> intent, Sight<IpPoolFacts> sight) {
    return Phase.READY;
  }
}
