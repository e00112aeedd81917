package io.stampede;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.client.Faces;
import io.stampede.demo.DemoHosts;
import io.stampede.demo.DemoImageHost;
import io.stampede.demo.DemoReach;
import io.stampede.demo.DemoVmHost;
import io.stampede.engine.Intent;
import io.stampede.engine.Kind;
import io.stampede.engine.Phase;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.engine.Status;
import io.stampede.image.NoCopies;
import io.stampede.placement.Wish;
import io.stampede.store.Store;
import io.stampede.vm.VmDisk;
import io.stampede.vm.VmFacts;
import io.stampede.vm.VmKind;
import io.stampede.vm.VmName;
import io.stampede.vm.VmSize;
import io.stampede.vm.VmSpec;
import io.stampede.vm.VmStorage;
import io.stampede.volume.VolumeFormat;
import io.stampede.volume.VolumeKind;
import io.stampede.volume.VolumeName;
import io.stampede.volume.VolumeReadiness.Waiting;
import io.stampede.volume.VolumeSpec;
import io.stampede.volume.VolumeUsers.User;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who has a volume, as it is found in the rows of machines.
class StoredVolumesTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);
  private static final ResourceId DATA = new ResourceId(VolumeKind.NAME, "vo-data");
  private static final ResourceId DB = new ResourceId(VmKind.NAME, "vm-db");
  private static final ResourceId WEB = new ResourceId(VmKind.NAME, "vm-web");
  private static final VmSpec MACHINE =
      VmSpec.of(new VmName("db"), "ho-1", "im-1", new VmSize(1, 512));

  private static final DemoReach REACH = DemoReach.to(new DemoHosts(CLOCK));

  private final DemoImageHost images = new DemoImageHost(REACH, CLOCK);

  @TempDir private Path folder;
  private Faces faces;
  private Store store;
  private StoredVolumes volumes;

  @BeforeEach
  void open() throws Exception {
    try (var stampede = Stampede.open(Stampede.Settings.in(folder.resolve("running")).asDemo())) {
      faces = stampede.faces();
    }
    store = Store.open(folder.resolve("kept"), CLOCK, faces.stored(), (_, _) -> {});
    var machines = new DemoVmHost(REACH, images, CLOCK, _ -> {});
    volumes = new StoredVolumes(machines, new Wakes());
    volumes.in(store);
    var spec =
        new VolumeSpec(
            new VolumeName("data"),
            Optional.of("ho-1"),
            OptionalInt.of(1),
            VolumeFormat.QCOW2,
            Optional.empty(),
            Wish.NONE,
            Optional.empty(),
            OptionalInt.empty(),
            false);
    store.insert(DATA, "data", spec, "");
    store.status(DATA, Status.resting(Phase.READY));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @SuppressWarnings("unchecked") // the store takes what the kind has, and asks it nothing
  private void insert(VmSpec spec) {
    var disk =
        new VmDisk("vo-data", "vdb", VmDisk.Bus.VIRTIO, false, "/disk-1", VolumeFormat.QCOW2);
    var facts =
        VmFacts.NOTHING.changed(d -> d.seenVolumes = new VmStorage.Seen(List.of(), List.of(disk)));
    store.insert(DB, "db", spec, "");
    var kind =
        faces.kinds().stream().filter(k -> k.name().equals(VmKind.NAME)).findFirst().orElseThrow();
    store.saw(
        (Kind<?, Object, ?>) kind,
        new Intent<>(DB, 1, new Intent.Goal.Present<>(spec)),
        new Sight.Found<>((Object) facts, Instant.EPOCH),
        Status.resting(Phase.RUNNING));
  }

  @Test
  void a_machine_waits_for_the_one_that_has_not_let_go_of_its_volume() {
    insert(MACHINE);
    assertThat(volumes.pending(WEB, List.of("vo-data")))
        .contains(new Waiting(DB, "waiting for db to let go of volume data"));
    assertThat(volumes.heldBy("vo-data", "vm-web")).contains("db");
    assertThat(volumes.pending(DB, List.of("vo-data"))).isEmpty();
    assertThat(volumes.heldBy("vo-data", "vm-db")).isEmpty();
  }

  @Test
  void a_released_machine_has_what_is_seen_in_it() {
    insert(MACHINE.tied(MACHINE.bond().released(Optional.of("uuid"), "db@h1")));
    assertThat(volumes.of("vo-data")).contains(new User("db", "ho-1", true, true));
  }

  @Test
  void a_volume_that_is_being_filled_is_not_ready_whatever_is_shown() {
    assertThat(volumes.pending(WEB, List.of("vo-data"))).isEmpty();
    var gate = volumes.around(images, NoCopies.NONE).gate();
    var during = new ArrayList<Waiting>();
    gate.uploading(
        "vo-data", () -> volumes.pending(WEB, List.of("vo-data")).ifPresent(during::add));
    assertThat(during).containsExactly(new Waiting(DATA, "waiting for volume data"));
    assertThat(volumes.pending(WEB, List.of("vo-data"))).isEmpty();
  }
}
