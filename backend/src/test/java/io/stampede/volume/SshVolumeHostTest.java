package io.stampede.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.stampede.client.Refused;
import io.stampede.engine.Outcome;
import io.stampede.image.SshImageHost;
import io.stampede.image.TinyImage;
import io.stampede.lab.Host;
import io.stampede.lab.Lab;
import io.stampede.lab.LabHost;
import io.stampede.vm.LabLinks;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Lab
@Tag("S24")
class SshVolumeHostTest extends VolumeHostContract {
  private static final String IMAGE = "im-tiny";

  private final LabLinks lab = new LabLinks();
  private final SshVolumeHost host = new SshVolumeHost(lab.links(), InstantSource.system());
  private LabHost h1;
  private LabHost h2;

  @BeforeEach
  void connect(@Host("h1") LabHost one, @Host("h2") LabHost two) {
    h1 = one;
    h2 = two;
    lab.open(h1);
    lab.open(h2);
  }

  @AfterEach
  void disconnect() {
    lab.close();
  }

  @Test
  void a_disk_that_names_another_file_is_refused_and_leaves_nothing() throws IOException {
    var spec = spec(VolumeFormat.QCOW2, Optional.empty());
    take(spec, new VolumeStep.Create(spec.name(), spec.format(), 1, Optional.empty()));
    var made =
        h1.sh(
            "cd /var/tmp && truncate -s 1M secret"
                + " && qemu-img create -q -f qcow2 -F raw -b /var/tmp/secret evil.qcow2"
                + " && base64 -w0 evil.qcow2");
    var evil = Base64.getDecoder().decode(made.strip());
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> host.upload(ID, spec, new ByteArrayInputStream(evil), FREE))
        .satisfies(e -> assertThat(e.problem().code()).isEqualTo("backing-file"));
    assertThat(on("ho-" + h1.name()).litter()).isFalse();
  }

  /// As a machine that was given the volume unseen.
  @Test
  void a_disk_that_a_qemu_has_open_is_not_replaced() {
    for (var format : VolumeFormat.values()) {
      var spec = spec(format, Optional.empty());
      take(spec, new VolumeStep.Create(spec.name(), format, 1, Optional.empty()));
      var disk = host.path(ID, spec);
      var inode = h1.sh("stat -c %i " + disk);
      h1.sh(
          "qemu-nbd --fork --persistent --pid-file=/run/held.pid -k /run/held.sock -f %s %s"
              .formatted(format.word(), disk));
      assertThatExceptionOfType(Refused.class)
          .isThrownBy(
              () -> host.upload(ID, spec, new ByteArrayInputStream(new byte[1 << 20]), FREE))
          .satisfies(e -> assertThat(e.problem().code()).isEqualTo("in-use"));
      assertThat(h1.sh("stat -c %i " + disk)).isEqualTo(inode);
      assertThat(on("ho-" + h1.name()).litter()).isFalse();
      h1.sh("pid=$(cat /run/held.pid); kill $pid; while kill -0 $pid 2>&-; do sleep 0.1; done");
      host.upload(ID, spec, new ByteArrayInputStream(new byte[1 << 20]), FREE);
      assertThat(h1.sh("stat -c %i " + disk)).isNotEqualTo(inode);
      take(spec, new VolumeStep.Remove(spec.name(), ID));
    }
  }

  @Test
  void a_file_that_is_called_otherwise_than_a_disk_hides_none() {
    var spec = spec(VolumeFormat.QCOW2, Optional.empty());
    take(spec, new VolumeStep.Create(spec.name(), spec.format(), 1, Optional.empty()));
    var before = on("ho-" + h1.name());
    h1.sh(
        "cd /var/lib/stampede/volumes/%s && touch disk-1.qcow2.bak disk-x.raw disk- disk-2 'disk-3 .raw'"
                .formatted(ID)
            + " disk-1.2.raw disk-1234567890.raw disk-.qcow2");
    assertThat(on("ho-" + h1.name())).isEqualTo(before);
  }

  @Test
  void a_copy_that_was_cut_off_goes_on_where_it_ended_and_a_damaged_one_is_thrown_away()
      throws IOException {
    var spec = spec(VolumeFormat.QCOW2, Optional.empty());
    take(spec, new VolumeStep.Create(spec.name(), spec.format(), 1, Optional.empty()));
    try (var image = Files.newInputStream(TinyImage.stored().file())) {
      host.upload(ID, spec, image, FREE);
    }
    var moved = spec.moved("ho-" + h2.name());
    var disk = "/var/lib/stampede/volumes/" + ID;
    var from = "ho-" + h1.name();
    take(moved, new VolumeStep.Send(spec.name(), from));
    h2.sh(
        "truncate -s 100000 %s/part-2 && printf x | dd of=%s/part-2 conv=notrunc status=none"
            .formatted(disk, disk));
    assertThat(host.apply(ID, moved, new VolumeStep.Send(spec.name(), from)))
        .isEqualTo(Outcome.done());
    assertThat(host.apply(ID, moved, new VolumeStep.Check(spec.name(), from)))
        .isInstanceOf(Outcome.Again.class);
    assertThat(on("ho-" + h2.name())).isEqualTo(new OnHost(List.of(), List.of(), 0, true));
    take(moved, new VolumeStep.Send(spec.name(), from));
    h2.sh("truncate -s 100000 %s/part-2".formatted(disk));
    assertThat(host.apply(ID, moved, new VolumeStep.Send(spec.name(), from)))
        .isEqualTo(Outcome.done());
    take(moved, new VolumeStep.Check(spec.name(), from));
    assertThat(h2.sh("sha256sum < %s/disk-2.qcow2".formatted(disk)))
        .isEqualTo(h1.sh("sha256sum < %s/disk-1.qcow2".formatted(disk)));
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
        return "ho-" + h1.name();
      }

      @Override
      public String second() {
        return "ho-" + h2.name();
      }

      @Override
      public String imageId() {
        try {
          var images = new SshImageHost(lab.links(), InstantSource.system());
          var image = TinyImage.stored();
          assertThat(images.send(first(), IMAGE, image)).isEqualTo(Outcome.done());
          assertThat(images.check(first(), IMAGE, image)).isEqualTo(Outcome.done());
          return IMAGE;
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }
}
