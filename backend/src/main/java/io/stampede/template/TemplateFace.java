package io.stampede.template;

import io.stampede.client.KindFace;
import io.stampede.client.Refused;
import io.stampede.engine.Step;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.KindSchema;
import java.util.Optional;

/// Templates as every face offers them. Those that come with the console cannot be changed.
public final class TemplateFace implements KindFace<TemplateSpec, TemplateFacts, Step> {
  public static final String ID_PREFIX = "te";

  private final TemplateKind kind;
  private final KindSchema schema =
      KindSchema.of(
          TemplateKind.NAME,
          "Template",
          "Templates",
          "A system that virtual machines are made of by its name: where its newest image is found,"
              + " and what it needs.",
          TemplateSpec.class,
          TemplateFacts.class);

  public TemplateFace(TemplateKind kind) {
    this.kind = kind;
  }

  @Override
  public KindSchema schema() {
    return schema;
  }

  @Override
  public TemplateKind kind() {
    return kind;
  }

  @Override
  public Class<TemplateSpec> specType() {
    return TemplateSpec.class;
  }

  @Override
  public Class<TemplateFacts> factsType() {
    return TemplateFacts.class;
  }

  @Override
  public String idPrefix() {
    return ID_PREFIX;
  }

  @Override
  public String name(TemplateSpec spec) {
    return spec.name().value();
  }

  @Override
  public boolean offers(ActionSchema action, TemplateSpec spec) {
    return action.name().equals(KindSchema.RETRY) || !spec.builtIn();
  }

  @Override
  public TemplateSpec admit(
      String id, TemplateSpec wanted, Optional<TemplateSpec> before, Resources world) {
    before.ifPresent(TemplateFace::mustBeOwn);
    checked(wanted);
    return wanted;
  }

  private void checked(TemplateSpec wanted) {
    try {
      var unused = Finder.of(wanted);
    } catch (IllegalArgumentException e) {
      var message = String.valueOf(e.getMessage());
      int space = Math.max(0, message.indexOf(' '));
      var field = message.substring(0, space);
      boolean isField = schema.field(field).isPresent();
      throw Refused.field(
          isField ? field : "image",
          "missing",
          (isField ? message.substring(space).strip() : message) + " for this finder",
          "give it, or choose another finder");
    }
  }

  @Override
  public void mayRemove(String id, TemplateSpec spec, Resources world) {
    mustBeOwn(spec);
  }

  private static void mustBeOwn(TemplateSpec spec) {
    if (!spec.builtIn()) return;
    throw Refused.conflict(
        "built-in",
        "template %s comes with the console and stays as it is".formatted(spec.name()),
        "create one of your own under another name");
  }
}
