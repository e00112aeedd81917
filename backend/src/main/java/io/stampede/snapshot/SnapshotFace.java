package io.stampede.snapshot;

import io.stampede.client.Content;
import io.stampede.client.KindFace;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.engine.Phase;
import io.stampede.engine.Problem;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.KindSchema;
import io.stampede.vm.SnapshotProblems;
import io.stampede.vm.VmKind;
import io.stampede.vm.VmName;
import io.stampede.vm.VolumeUse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Snapshots as every face offers them.
public final class SnapshotFace implements KindFace<SnapshotSpec, SnapshotFacts, SnapshotStep> {
  static final String REVERT = "revert";
  private static final Set<Phase> RUNS = Set.of(Phase.RUNNING, Phase.PAUSED);
  private static final Set<String> OURS = Set.of("here", "adopted");

  private final SnapshotKind kind;
  private final KindSchema schema =
      KindSchema.of(
          SnapshotKind.NAME,
          "Snapshot",
          "Snapshots",
          "A machine as it was: its disk and volumes, and its memory when it ran.",
          SnapshotSpec.class,
          SnapshotFacts.class,
          ActionSchema.of(
                  REVERT,
                  "Revert",
                  "Takes its machine back to it: what the machine has written since, on its disk"
                      + " and volumes, and what runs in it now is lost. Other snapshots stay.",
                  Phase.READY)
              .asDestructive());

  public SnapshotFace(SnapshotKind kind) {
    this.kind = kind;
  }

  @Override
  public KindSchema schema() {
    return schema;
  }

  @Override
  public SnapshotKind kind() {
    return kind;
  }

  @Override
  public Class<SnapshotSpec> specType() {
    return SnapshotSpec.class;
  }

  @Override
  public Class<SnapshotFacts> factsType() {
    return SnapshotFacts.class;
  }

  @Override
  public String idPrefix() {
    return "sn";
  }

  @Override
  public String name(SnapshotSpec spec) {
    return spec.name().value();
  }

  @Override
  public SnapshotSpec admit(
      String id, SnapshotSpec wanted, Optional<SnapshotSpec> before, Resources world) {
    if (before.isPresent()) return wanted;
    var machine =
        world
            .resource(VmKind.NAME, wanted.machine())
            .orElseThrow(() -> Refused.notFound(VmKind.NAME, wanted.machine()));
    mustBeOurs(machine);
    if (machine.text("firmware").equals("uefi")) {
      throw refused("machine", SnapshotProblems.firmware(machine.name()));
    }
    raw(machine, world)
        .ifPresent(volume -> {
          throw refused("machine", SnapshotProblems.rawDisk(name(machine), "volume " + volume));
        });
    if (!wanted.memory() && RUNS.contains(machine.status().phase())) {
      throw refused("memory", SnapshotProblems.runs(name(machine)));
    }
    return wanted.on(machine.text("host"));
  }

  private static VmName name(Resource machine) {
    return new VmName(machine.name().replaceAll("[^A-Za-z0-9._-]", "-"));
  }

  private static void mustBeOurs(Resource machine) {
    if (!OURS.contains(machine.text("managed"))) {
      throw Refused.field(
          "machine",
          "foreign",
          machine.name() + " is not managed by this console",
          "adopt it first");
    }
    if (machine.status().phase() != Phase.REMOVING) return;
    throw Refused.field("machine", "removing", machine.name() + " is being removed", "");
  }

  private static Refused refused(String field, Problem problem) {
    return Refused.field(field, problem.code(), problem.message(), problem.fix());
  }

  /// The first volume that it writes to and that can have no snapshots.
  private static Optional<String> raw(Resource machine, Resources world) {
    if (!(machine.fields().get("volumes") instanceof List<?> all)) return Optional.empty();
    var volumes = world.list("volume");
    return all.stream()
        .map(use -> new VolumeUse(String.valueOf(use)))
        .filter(use -> !use.readOnly())
        .flatMap(use ->
            volumes.stream()
                .filter(v -> v.name().equals(use.volume()) || v.id().equals(use.volume())))
        .filter(volume -> volume.text("format").equals("raw"))
        .map(Resource::name)
        .findFirst();
  }

  @Override
  public Content download(String id, SnapshotSpec spec) {
    return kind.export(id, spec);
  }

  /// Its machine is what goes back.
  @Override
  public Optional<List<Errand>> errands(
      ActionSchema action, String id, Map<String, ?> input, Resources world) {
    if (!action.name().equals(REVERT)) return Optional.empty();
    var machine =
        world
            .resource(SnapshotKind.NAME, id)
            .orElseThrow(() -> Refused.notFound(SnapshotKind.NAME, id))
            .text("machine");
    return Optional.of(
        List.of(new Errand(VmKind.NAME, machine, REVERT, Map.of(SnapshotKind.NAME, id))));
  }
}
