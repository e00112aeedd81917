package io.stampede.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.engine.Outcome;
import io.stampede.engine.ResourceId;
import io.stampede.figures.Counters;
import io.stampede.image.ImageFormat;
import io.stampede.image.StoredImage;
import io.stampede.network.Nic;
import io.stampede.vm.VmDisk;
import io.stampede.vm.VmHost;
import io.stampede.vm.VmHostContract;
import io.stampede.vm.VmSpec;
import io.stampede.volume.VolumeFormat;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;

class DemoVmHostTest extends VmHostContract {
  private static final String HOST = "ho-demo1";
  private static final String IMAGE = "im-demo1";

  private final Faults faults = new Faults();
  private final DemoReach hosts =
      new DemoReach(id -> id.equals(HOST) ? Optional.of(faults) : Optional.empty());
  private final DemoImageHost images = new DemoImageHost(hosts, InstantSource.system());
  private final List<ResourceId> woken = new CopyOnWriteArrayList<>();
  private final DemoVmHost host = new DemoVmHost(hosts, images, InstantSource.system(), woken::add);

  @BeforeEach
  void copy() {
    var image = new StoredImage(Path.of("none"), ImageFormat.QCOW2, 16 << 20, 40 << 20, "");
    assertThat(images.send(HOST, IMAGE, image)).isEqualTo(Outcome.done());
    assertThat(images.check(HOST, IMAGE, image)).isEqualTo(Outcome.done());
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
        return HOST;
      }

      @Override
      public String imageId() {
        return IMAGE;
      }

      @Override
      public void snapshotByHand(ResourceId id, VmSpec spec, String name) {
        host.snapshotByHand(id, spec, name);
      }

      @Override
      public String discId() {
        var disc = new StoredImage(Path.of("none"), ImageFormat.ISO, 1 << 16, 1 << 16, "");
        assertThat(images.send(HOST, "im-disc1", disc)).isEqualTo(Outcome.done());
        assertThat(images.check(HOST, "im-disc1", disc)).isEqualTo(Outcome.done());
        return "im-disc1";
      }

      @Override
      public void makeForeign(String name) {
        host.makeForeign(HOST, name);
      }

      @Override
      public boolean foreignRuns(String name) {
        return host.hasForeign(HOST, name);
      }

      @Override
      public void switchOffByHand(String name) {
        host.switchOffByHand(HOST, name);
      }

      @Override
      public Map<String, Counters> figures() {
        return host.figures(HOST);
      }

      @Override
      public void pauseByHand(String name) {
        host.pauseByHand(HOST, name);
      }

      @Override
      public void awaitGuest(ResourceId id, VmSpec spec) {
        // it is up at once
      }

      @Override
      public Nic network() {
        return new Nic("bridge:br0");
      }

      @Override
      public VmDisk volume(String dev, VmDisk.Bus bus) {
        var id = "vo-" + dev;
        return new VmDisk(id, dev, bus, false, "/demo/volumes/" + id, VolumeFormat.QCOW2);
      }

      @Override
      public boolean guestSees(VmDisk disk) {
        return true;
      }

      @Override
      public List<ResourceId> woken() {
        return woken;
      }
    };
  }
}
