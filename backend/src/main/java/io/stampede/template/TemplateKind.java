package io.stampede.template;

import io.stampede.engine.Intent;
import io.stampede.engine.StandingKind;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/// Templates: nothing of them is on any host. What is made of them is images.
public final class TemplateKind extends StandingKind<TemplateSpec, TemplateFacts> {
  public static final String NAME = "template";

  private final Function<String, Optional<String>> newest;

  /// @param newest the name of the release that was found last, by the template's id
  public TemplateKind(Function<String, Optional<String>> newest, InstantSource clock) {
    super(NAME, clock);
    this.newest = newest;
  }

  @Override
  protected TemplateFacts facts(Intent<TemplateSpec> intent) {
    return new TemplateFacts(newest.apply(intent.id().value()));
  }

  @Override
  protected Optional<Waiting> waiting(Intent<TemplateSpec> intent, TemplateFacts facts) {
    return Optional.empty();
  }
}
