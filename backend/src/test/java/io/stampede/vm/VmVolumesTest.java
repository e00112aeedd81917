package io.stampede.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stampede.client.KindFace;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.engine.Intent;
import io.stampede.engine.Intent.Goal;
import io.stampede.engine.Phase;
import io.stampede.engine.Plan;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.engine.Status;
import io.stampede.vm.VmFacts.Domain;
import io.stampede.vm.VmFacts.DomainState;
import io.stampede.volume.VolumeFormat;
import io.stampede.volume.VolumeReadiness;
import io.stampede.volume.VolumeReadiness.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VmVolumesTest {
  private static final VmDisk DATA = disk("vo-data", "vdb", false);
  private static final VmDisk OTHER = disk("vo-other", "sdb", true);

  private static VmDisk disk(String volume, String dev, boolean scsi) {
    return new VmDisk(
        volume,
        dev,
        scsi ? VmDisk.Bus.SCSI : VmDisk.Bus.VIRTIO,
        scsi,
        "/var/lib/stampede/volumes/%s/disk-1.qcow2".formatted(volume),
        VolumeFormat.QCOW2);
  }

  private static VmSpec spec(List<VmDisk> disks) {
    var storage = new VmStorage(List.of(), disks);
    var spec = VmWorlds.spec(VmWorlds.SMALL).started();
    return spec.storing(storage, spec.host());
  }

  private static final List<List<VmDisk>> SETS =
      List.of(List.of(), List.of(DATA), List.of(OTHER), List.of(DATA, OTHER));

  record World(VmSpec want, VmFacts is) {}

  static Stream<World> worlds() {
    var all = new ArrayList<World>();
    for (var wanted : SETS) {
      for (var power : List.of(spec(wanted), spec(wanted).stopped())) {
        for (var state : List.of(DomainState.RUNNING, DomainState.PAUSED, DomainState.STOPPED)) {
          for (var defined : SETS) {
            for (var live : SETS) {
              if (state == DomainState.STOPPED && !live.isEmpty()) continue;
              all.add(new World(power, facts(state, new VmStorage.Seen(defined, live))));
            }
          }
        }
      }
    }
    return all.stream();
  }

  private static VmFacts facts(DomainState state, VmStorage.Seen seen) {
    var shape = VmWorlds.spec(VmWorlds.SMALL).shape(VmWorlds.ID);
    boolean on = state != DomainState.STOPPED;
    return VmWorlds.stopped(shape, Optional.empty())
        .changed(d -> {
          d.domain =
              Optional.of(
                  new Domain(state, shape, on ? Optional.of(shape) : Optional.empty(), true));
          d.run = on ? Optional.of("boot/1") : Optional.empty();
          d.marked = true;
          d.seenVolumes = seen;
        });
  }

  private static Plan<VmStep> plan(World world, VmFacts is) {
    return VmPlanner.plan(
        new Intent<>(VmWorlds.ID, 1, new Goal.Present<>(world.want())),
        new Sight.Found<>(is, VmWorlds.NOON),
        VmWorlds.NOON);
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void a_machine_comes_to_have_the_volumes_that_it_is_to_have(World world) {
    var is = world.is();
    for (int round = 0; round < 12; round++) {
      var plan = plan(world, is);
      if (plan instanceof Plan.Settled<VmStep> _) break;
      // its guest shuts down
      var off = new PowerStep.ForceOff(VmWorlds.NAME, OptionalInt.empty());
      var steps = plan instanceof Plan.Act<VmStep>(var act) ? act : List.<VmStep>of(off);
      var next = VmWorlds.after(is, steps.getFirst());
      assertThat(VmWorlds.after(next, steps.getFirst())).isEqualTo(next);
      is = next;
      if (is.domain().isPresent() && !is.active()) {
        var defined = is.seenVolumes().defined();
        is = is.changed(d -> d.seenVolumes = new VmStorage.Seen(defined, List.of()));
      }
      boolean begun = steps.getFirst() instanceof PowerStep.Start;
      if (begun) {
        var seen = is.seenVolumes();
        is = is.changed(d -> d.seenVolumes = new VmStorage.Seen(seen.defined(), seen.defined()));
      }
    }
    assertThat(is.seenVolumes().defined())
        .as("%s", plan(world, is))
        .containsExactlyInAnyOrderElementsOf(world.want().storage().disks());
    if (is.active()) {
      assertThat(is.seenVolumes().live())
          .containsExactlyInAnyOrderElementsOf(world.want().storage().disks());
    }
  }

  private static Optional<ResourceId> waitsOn(VmSpec want, VmFacts is) {
    return plan(new World(want, is), is) instanceof Plan.Wait<VmStep>(var _, var _, var on)
        ? on
        : Optional.empty();
  }

  @Test
  void a_machine_is_not_started_before_its_volumes_are_ready() {
    var on = new ResourceId("volume", "vo-data");
    var is =
        facts(DomainState.STOPPED, VmStorage.Seen.NOTHING)
            .changed(d -> d.volumesPending = Optional.of(new Waiting(on, "waiting for data")));
    assertThat(waitsOn(spec(List.of(DATA)), is)).contains(on);
    assertThat(waitsOn(spec(List.of(DATA)).stopped(), is)).contains(on);
  }

  @Test
  void what_is_written_of_a_volume_is_read_again_and_others_disks_are_nobodys() throws Exception {
    var xml =
        "<domain><devices>%s%s<disk type='file'><source file='/srv/x.qcow2'/>"
                .formatted(VolumeXml.disk(DATA), VolumeXml.disk(OTHER))
            + "<target dev='vdc' bus='virtio'/><serial>vo-data</serial></disk></devices></domain>";
    assertThat(VolumeXml.disks(xml)).containsExactly(DATA, OTHER);
    assertThat(VolumeXml.hasScsi(xml)).isFalse();
  }

  @Test
  void words_say_how_a_machine_has_a_volume() {
    assertThat(new VolumeUse("data").bus()).isEqualTo(VmDisk.Bus.VIRTIO);
    assertThat(new VolumeUse("data:scsi:ro").volume()).isEqualTo("data");
    assertThat(new VolumeUse("data:scsi:ro").bus()).isEqualTo(VmDisk.Bus.SCSI);
    assertThat(new VolumeUse("data:ro").readOnly()).isTrue();
    for (var bad : List.of("", "a b", "data:ide", "data:", "data:ro:scsi", "../x")) {
      assertThatIllegalArgumentException().isThrownBy(() -> new VolumeUse(bad));
    }
  }

  /// The volumes that there are, and no machine.
  private record Volumes(List<Resource> all) implements KindFace.Resources {
    @Override
    public List<Resource> list(String kind) {
      return kind.equals("volume") ? all : List.of();
    }

    @Override
    public Optional<Resource> resource(String kind, String id) {
      return list(kind).stream().filter(r -> r.id().equals(id)).findFirst();
    }
  }

  private static Resource volume(String name, Status status) {
    var id = "vo-" + name;
    var path = "/var/lib/stampede/volumes/%s/disk-1.qcow2".formatted(id);
    var fields = Map.<String, Object>of("host", "ho-7k2m9q4ta3", "path", path, "format", "qcow2");
    return new Resource(
        "volume", id, name, 1, fields, status, VmWorlds.NOON, Optional.empty(), List.of());
  }

  private static VmSpec asking(List<VmDisk> had, String... volumes) {
    var uses = Stream.of(volumes).map(VolumeUse::new).toList();
    var spec = spec(had);
    return spec.storing(new VmStorage(uses, had), spec.host());
  }

  private static List<VmDisk> admitted(
      VolumeReadiness readiness, VmSpec wanted, VmSpec before, Resource... volumes) {
    return new VmVolumes(readiness, new Volumes(List.of(volumes)))
        .admit("vm-1", wanted, Optional.of(before))
        .storage()
        .disks();
  }

  private static String refusal(ThrowingCallable request) {
    var refused = catchThrowableOfType(Refused.class, request);
    assertThat(refused).isNotNull();
    return refused.problem().code();
  }

  /// Where it is on its way from, its path is still shown.
  @Test
  void only_a_volume_at_rest_is_given_to_a_machine() {
    var ready = Status.resting(Phase.READY);
    var always = VolumeReadiness.ALWAYS;
    var before = asking(List.of());
    var wanted = asking(List.of(), "data");
    assertThat(admitted(always, wanted, before, volume("data", ready))).containsExactly(DATA);
    var trouble = Status.failed(Phase.ERROR, VmWorlds.TROUBLE);
    for (var status :
        List.of(
            ready.awaitingLook(),
            Status.moving(Phase.MIGRATING, "move"),
            Status.moving(Phase.UPDATING, "its content is being written"),
            Status.moving(Phase.REMOVING, "remove"),
            trouble)) {
      assertThat(refusal(() -> admitted(always, wanted, before, volume("data", status))))
          .isEqualTo("not-ready");
    }
  }

  @Test
  void what_a_machine_has_stays_while_it_is_changed_and_another_is_added() {
    var before = asking(List.of(DATA), "data");
    var wanted = asking(List.of(DATA), "data", "logs");
    var grows = volume("data", Status.moving(Phase.UPDATING, "enlarge"));
    var logs = volume("logs", Status.resting(Phase.READY));
    assertThat(admitted(VolumeReadiness.ALWAYS, wanted, before, grows, logs))
        .containsExactly(DATA, disk("vo-logs", "vdc", false));
  }

  @Test
  void a_volume_that_another_guest_still_holds_is_not_given_to_a_machine() {
    var held =
        new VolumeReadiness() {
          @Override
          public Optional<Waiting> pending(ResourceId machine, List<String> volumeIds) {
            return Optional.empty();
          }

          @Override
          public Optional<String> heldBy(String volumeId, String butMachine) {
            return Optional.of("db").filter(_ -> !butMachine.equals("vm-db"));
          }
        };
    var data = volume("data", Status.resting(Phase.READY));
    assertThat(refusal(() -> admitted(held, asking(List.of(), "data"), asking(List.of()), data)))
        .isEqualTo("attached");
  }
}
