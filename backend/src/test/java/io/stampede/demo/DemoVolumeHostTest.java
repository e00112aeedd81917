package io.stampede.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.engine.Outcome;
import io.stampede.image.ImageFormat;
import io.stampede.image.StoredImage;
import io.stampede.volume.VolumeHost;
import io.stampede.volume.VolumeHostContract;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

class DemoVolumeHostTest extends VolumeHostContract {
  private static final String IMAGE = "im-demo1";

  private final DemoReach hosts = new DemoReach(_ -> Optional.of(new Faults()));
  private final DemoImageHost images = new DemoImageHost(hosts, InstantSource.system());
  private final DemoVolumeHost host = new DemoVolumeHost(hosts, images, InstantSource.system());

  @BeforeEach
  void copy() {
    var image = new StoredImage(Path.of("none"), ImageFormat.QCOW2, 16 << 20, 40 << 20, "");
    assertThat(images.send("ho-demo1", IMAGE, image)).isEqualTo(Outcome.done());
    assertThat(images.check("ho-demo1", IMAGE, image)).isEqualTo(Outcome.done());
  }

  @Override
  protected Bench bench() {
    return new Bench() {
      @Override
      public VolumeHost host() {
        return host;
      }

      @Override
      public String first() {
        return "ho-demo1";
      }

      @Override
      public String second() {
        return "ho-demo2";
      }

      @Override
      public String imageId() {
        return IMAGE;
      }
    };
  }
}
