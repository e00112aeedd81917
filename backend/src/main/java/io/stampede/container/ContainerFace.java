package io.stampede.container;

import io.stampede.client.KindFace;
import io.stampede.client.Refused;
import io.stampede.engine.Kind;
import io.stampede.engine.Phase;
import io.stampede.engine.ResourceId;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.KindSchema;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Containers as every face offers them.
public final class ContainerFace implements KindFace<ContainerSpec, ContainerFacts, ContainerStep> {
  static final String START = "start";
  static final String STOP = "stop";
  static final String RESTART = "restart";
  static final String KILL = "kill";
  static final String FORGET = "forget";

  private static final KindSchema SCHEMA =
      KindSchema.of(
          ContainerKind.NAME,
          "Container",
          "Containers",
          "A Docker container on one of the hosts.",
          ContainerSpec.class,
          ContainerFacts.class,
          ActionSchema.of(START, "Start", "Starts it again.", Phase.STOPPED),
          ActionSchema.of(
              STOP,
              "Stop",
              "Asks it to end, and ends it when it does not within 10 seconds.",
              Phase.RUNNING,
              Phase.PAUSED,
              Phase.STARTING,
              Phase.ERROR),
          ActionSchema.of(
              RESTART,
              "Restart",
              "Stops it and starts it again.",
              Phase.RUNNING,
              Phase.PAUSED,
              Phase.ERROR),
          ActionSchema.of(
                  KILL,
                  "Kill",
                  "Ends it at once, without asking.",
                  Phase.RUNNING,
                  Phase.PAUSED,
                  Phase.STOPPING,
                  Phase.ERROR)
              .asDestructive(),
          ActionSchema.of(
                  FORGET,
                  "Forget",
                  "Drops it from this console without reaching its host: there it stays as it is.",
                  Phase.UNREACHABLE,
                  Phase.ERROR,
                  Phase.REMOVING)
              .asDestructive());

  private final ContainerKind kind;
  private final ContainerHosts hosts;

  public ContainerFace(ContainerKind kind, ContainerHosts hosts) {
    this.kind = kind;
    this.hosts = hosts;
  }

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Kind<ContainerSpec, ContainerFacts, ContainerStep> kind() {
    return kind;
  }

  @Override
  public Class<ContainerSpec> specType() {
    return ContainerSpec.class;
  }

  @Override
  public Class<ContainerFacts> factsType() {
    return ContainerFacts.class;
  }

  @Override
  public String idPrefix() {
    return "ct";
  }

  @Override
  public String name(ContainerSpec spec) {
    return spec.name().value();
  }

  @Override
  public ContainerSpec admit(
      String id, ContainerSpec wanted, Optional<ContainerSpec> before, Resources world) {
    for (var variable : wanted.env().entrySet()) {
      if (variable.getKey().isEmpty() || variable.getKey().contains("=")) {
        throw Refused.field("env", "invalid", "a variable's name is empty or holds “=”", "");
      }
      if ((variable.getKey() + variable.getValue()).indexOf('\0') >= 0) {
        throw Refused.field("env", "invalid", "a variable holds NUL", "");
      }
    }
    for (var label : wanted.labels().keySet()) {
      if (label.isEmpty() || label.startsWith("stampede.")) {
        throw Refused.field(
            "labels", "reserved", "“%s” is not yours to set".formatted(label), "leave it out");
      }
    }
    return wanted;
  }

  @Override
  public ContainerSpec act(
      ActionSchema action,
      ContainerSpec spec,
      Optional<ContainerFacts> seen,
      Map<String, ?> input) {
    var run = seen.flatMap(ContainerFacts::startedAt);
    return switch (action.name()) {
      case START, RESTART -> spec.startedAfter(run);
      case STOP -> spec.stopped();
      case KILL -> spec.killed();
      case FORGET -> spec.asForgotten();
      default -> throw new IllegalStateException("no code for " + action.name());
    };
  }

  @Override
  public boolean removes(ActionSchema action) {
    return action.name().equals(FORGET);
  }

  @Override
  public InputStream logs(String id, ContainerSpec spec, int tail, boolean follow) {
    var host =
        hosts
            .find(spec.host())
            .orElseThrow(() ->
                new Refused(Refused.Reason.UNREACHABLE, ContainerKind.notConnected(), List.of()));
    return host.logs(new ResourceId(ContainerKind.NAME, id), spec, tail, follow);
  }
}
