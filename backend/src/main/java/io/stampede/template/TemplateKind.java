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
import java.util.Optional;
import java.util.function.Function;

/// Templates: nothing of them is on any host. What is made of them is images.
public final class TemplateKind implements Kind<TemplateSpec, TemplateFacts, Step> {
  public static final String NAME = "template";

  private final Function<String, Optional<String>> newest;
  private final InstantSource clock;

  /// @param newest the name of the release that was found last, by the template's id
  public TemplateKind(Function<String, Optional<String>> newest, InstantSource clock) {
    this.newest = newest;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String lane(Intent<TemplateSpec> intent) {
    return "console";
  }

  @Override
  public Sight<TemplateFacts> look(Intent<TemplateSpec> intent) {
    if (!intent.wantsPresence()) return new Sight.Missing<>(clock.instant());
    var facts = new TemplateFacts(newest.apply(intent.id().value()));
    return new Sight.Found<>(facts, clock.instant());
  }

  @Override
  public Plan<Step> plan(Intent<TemplateSpec> intent, Sight<TemplateFacts> sight, Instant now) {
    return new Plan.Settled<>();
  }

  @Override
  public Outcome apply(Intent<TemplateSpec> intent, Step step) {
    throw new IllegalStateException("a template has no steps");
  }

  @Override
  public Phase settled(Intent<TemplateSpec> intent, Sight<TemplateFacts> sight) {
    return Phase.READY;
  }
}
