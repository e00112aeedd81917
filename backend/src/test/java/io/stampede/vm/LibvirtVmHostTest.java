package io.stampede.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.engine.Intent;
import io.stampede.engine.Outcome;
import io.stampede.engine.ResourceId;
import io.stampede.figures.Counters;
import io.stampede.image.SshImageHost;
import io.stampede.image.TinyImage;
import io.stampede.lab.Host;
import io.stampede.lab.Lab;
import io.stampede.lab.LabHost;
import io.stampede.network.Nic;
import io.stampede.volume.VolumeFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Lab
@Tag("S2")
class LibvirtVmHostTest extends VmHostContract {
  private static final String IMAGE = "im-tiny";
  private static final String DISC = "im-disc1";

  @TempDir Path folder;

  private final LabLinks lab = new LabLinks();
  private final List<ResourceId> woken = new CopyOnWriteArrayList<>();
  private final LibvirtVmHost host =
      new LibvirtVmHost(lab.links(), InstantSource.system(), woken::add, _ -> {});
  private LabHost h1;

  @BeforeEach
  void connect(@Host("h1") LabHost fresh) throws IOException {
    h1 = fresh;
    lab.open(h1);
    var images = new SshImageHost(lab.links(), InstantSource.system());
    var image = TinyImage.stored();
    assertThat(images.send(hostId(), IMAGE, image)).isEqualTo(Outcome.done());
    assertThat(images.check(hostId(), IMAGE, image)).isEqualTo(Outcome.done());
  }

  private String hostId() {
    return "ho-" + h1.name();
  }

  @AfterEach
  void disconnect() {
    host.close();
    lab.close();
  }

  private String disc() {
    var images = new SshImageHost(lab.links(), InstantSource.system());
    try {
      var disc = BootDisc.stored(folder);
      assertThat(images.send(hostId(), DISC, disc)).isEqualTo(Outcome.done());
      assertThat(images.check(hostId(), DISC, disc)).isEqualTo(Outcome.done());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return DISC;
  }

  @Test
  @Tag("S11")
  void a_blank_machine_starts_from_its_disc() throws IOException {
    var id = new ResourceId(VmKind.NAME, "vm-blank23456");
    var spec =
        VmSpec.of(new VmName("blank1"), hostId(), "", new VmSize(1, 96))
            .of(VmSource.NOTHING.asBlank())
            .sized(new VmSize(1, 96).with(1, 96, OptionalInt.of(1)))
            .with(VmHardware.USUAL.with(VmHardware.FIRST_DISK))
            .storing(VmStorage.NONE.withDisc(Optional.of(disc())), Optional.of(hostId()));
    settle(new Intent<>(id, 1, new Intent.Goal.Present<>(spec)));
    try (var console = host.console(id, spec, 10, true)) {
      var text = new StringBuilder();
      while (text.indexOf(BootDisc.SAYS) < 0) text.append((char) console.read());
      assertThat(text).contains(BootDisc.SAYS);
    }
    settle(new Intent<>(id, 2, new Intent.Goal.Absent<>(spec)));
  }

  @Override
  protected Bench bench() {
    return new Bench() {
      @Override
      public VmHost host() {
        return host;
      }

      @Override
      public String hostId() {
        return LibvirtVmHostTest.this.hostId();
      }

      @Override
      public String imageId() {
        return IMAGE;
      }

      @Override
      public void snapshotByHand(ResourceId id, VmSpec spec, String name) {
        h1.sh("virsh -q snapshot-create-as %s %s".formatted(spec.name(), name));
      }

      @Override
      public String discId() {
        return disc();
      }

      @Override
      public void makeForeign(String name) {
        h1.sh(
            "virsh -q create /dev/stdin <<'X'\n<domain type='qemu'><name>"
                + name
                + "</name><memory unit='MiB'>32</memory>"
                + "<os><type arch='x86_64'>hvm</type></os></domain>\nX");
      }

      @Override
      public boolean foreignRuns(String name) {
        return h1.sh("virsh -q domstate " + name).strip().equals("running");
      }

      @Override
      public void switchOffByHand(String name) {
        h1.sh("virsh -q destroy " + name);
      }

      @Override
      public Map<String, Counters> figures() {
        return host.figures(lab.links().find(hostId()).orElseThrow());
      }

      @Override
      public void pauseByHand(String name) {
        h1.sh("virsh -q suspend " + name);
      }

      @Override
      public void awaitGuest(ResourceId id, VmSpec spec) {
        try (var console = host.console(id, spec, 10, true)) {
          var text = new StringBuilder();
          while (text.indexOf("ready") < 0) text.append((char) console.read());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }

      @Override
      public Nic network() {
        h1.sh("ip link show br-life >/dev/null 2>&1 || ip link add br-life type bridge");
        h1.sh("ip link set br-life up");
        return new Nic("bridge:br-life");
      }

      @Override
      public VmDisk volume(String dev, VmDisk.Bus bus) {
        var id = "vo-" + dev;
        var file = "/var/lib/stampede/volumes/%s/disk-1.qcow2".formatted(id);
        h1.sh(
            "f=%s; mkdir -p ${f%%/*}; chmod 711 ${f%%/*/*} ${f%%/*}; qemu-img create -q -f qcow2 $f 1G"
                .formatted(file));
        return new VmDisk(id, dev, bus, false, file, VolumeFormat.QCOW2);
      }

      @Override
      public boolean guestSees(VmDisk disk) {
        return h1.sh("virsh -q domblkstat web1 " + disk.dev()).contains("rd_req")
            && !h1.sh("virsh -q domblkstat web1 " + disk.dev()).contains("rd_req 0");
      }

      @Override
      public List<ResourceId> woken() {
        return woken;
      }
    };
  }
}
