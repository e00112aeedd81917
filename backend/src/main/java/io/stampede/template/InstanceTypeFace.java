package io.stampede.template;

import io.stampede.client.KindFace;
import io.stampede.client.Refused;
import io.stampede.engine.Step;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.KindSchema;
import java.util.Optional;

/// Instance types as every face offers them. A machine keeps what it was made of when its type
/// changes or goes.
public final class InstanceTypeFace implements KindFace<InstanceTypeSpec, InstanceTypeFacts, Step> {
  public static final String ID_PREFIX = "it";

  private final InstanceTypeKind kind;
  private final KindSchema schema =
      KindSchema.of(
          InstanceTypeKind.NAME,
          "Instance type",
          "Instance types",
          "CPUs, memory and disk of a machine, by one name.",
          InstanceTypeSpec.class,
          InstanceTypeFacts.class);

  public InstanceTypeFace(InstanceTypeKind kind) {
    this.kind = kind;
  }

  @Override
  public KindSchema schema() {
    return schema;
  }

  @Override
  public InstanceTypeKind kind() {
    return kind;
  }

  @Override
  public Class<InstanceTypeSpec> specType() {
    return InstanceTypeSpec.class;
  }

  @Override
  public Class<InstanceTypeFacts> factsType() {
    return InstanceTypeFacts.class;
  }

  @Override
  public String idPrefix() {
    return ID_PREFIX;
  }

  @Override
  public String name(InstanceTypeSpec spec) {
    return spec.name().value();
  }

  @Override
  public boolean offers(ActionSchema action, InstanceTypeSpec spec) {
    return action.name().equals(KindSchema.RETRY) || !spec.builtIn();
  }

  @Override
  public InstanceTypeSpec admit(
      String id, InstanceTypeSpec wanted, Optional<InstanceTypeSpec> before, Resources world) {
    before.ifPresent(InstanceTypeFace::mustBeOwn);
    return wanted;
  }

  @Override
  public void mayRemove(String id, InstanceTypeSpec spec, Resources world) {
    mustBeOwn(spec);
  }

  private static void mustBeOwn(InstanceTypeSpec spec) {
    if (!spec.builtIn()) return;
    throw Refused.conflict(
        "built-in",
        "instance type %s comes with the console and stays as it is".formatted(spec.name()),
        "create one of your own under another name");
  }
}
