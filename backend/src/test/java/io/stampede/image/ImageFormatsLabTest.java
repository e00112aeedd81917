package io.stampede.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.stampede.engine.Outcome;
import io.stampede.engine.Sight;
import io.stampede.host.HostLink;
import io.stampede.lab.Host;
import io.stampede.lab.Lab;
import io.stampede.lab.LabHost;
import io.stampede.ssh.RemotePath;
import io.stampede.vm.LabLinks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Images as the real qemu-img makes them, copied to a real host and converted there.
@Lab
@Tag("S3")
class ImageFormatsLabTest {
  private static final String ID = "im-fmt0000001";
  private static final String MADE = "/tmp/stampede-formats";

  /// A disk of 8 MiB with something to be found again.
  private static final String MAKE =
      """
      set -e
      rm -rf %1$s; mkdir -p %1$s; cd %1$s
      seq 1 200000 >disk.raw; truncate -s 8M disk.raw
      """
          .formatted(MADE);

  private static LabHost lab;
  private static LabLinks links;
  private static HostLink link;

  @TempDir Path folder;

  @BeforeAll
  static void take(@Host("h1") LabHost h1) throws IOException {
    lab = h1;
    links = new LabLinks();
    link = links.open(h1);
    lab.sh(MAKE);
  }

  @AfterAll
  static void clean() throws IOException {
    lab.sh("rm -rf %s /var/lib/stampede/images/%s.*".formatted(MADE, ID));
    links.close();
  }

  private SshImageHost host(long reserve) {
    return new SshImageHost(links.links(), InstantSource.system(), reserve);
  }

  /// Makes an image on the host and fetches it, as if a publisher had made it.
  private Path make(String name, String commands) throws IOException {
    lab.sh("cd %s && { %s; } >&2".formatted(MADE, commands));
    var file = folder.resolve(name);
    try (var out = Files.newOutputStream(file)) {
      link.remote().files().read(new RemotePath(MADE + "/" + name), 0, out, _ -> {});
    }
    return file;
  }

  private StoredImage keep(Path file) throws IOException, ImageRejected {
    var store = new ImageStore(folder.resolve("images"));
    var part = Files.move(file, store.part(ID));
    return store.keep(ID, new ImageName("debian-12"), Optional.empty(), part);
  }

  private ImageHost.OnHost look() {
    return switch (host(0).look(link.id(), ID)) {
      case Sight.Found<ImageHost.OnHost>(var is, var _) -> is;
      case Sight.Missing<ImageHost.OnHost> _ -> ImageHost.OnHost.NOTHING;
      case Sight.Unseen<ImageHost.OnHost>(var why, var _) -> throw new AssertionError(why);
    };
  }

  private void send(StoredImage image) {
    for (int twice = 0; twice < 2; twice++) {
      assertThat(host(0).send(link.id(), ID, image)).isEqualTo(Outcome.done());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "vmdk, monolithicSparse, VMDK",
    "vmdk, streamOptimized, VMDK",
    "vpc, dynamic, VHD",
    "vpc, fixed, VHD",
    "vhdx, dynamic, VHDX"
  })
  void what_others_publish_becomes_qcow2_on_the_host_with_the_same_content(
      String driver, String kind, ImageFormat format) throws IOException, ImageRejected {
    var force = driver.equals("vpc") ? ",force_size=on" : "";
    var file =
        make(
            "disk.img",
            "qemu-img convert -f raw -O %s -o subformat=%s%s disk.raw disk.img"
                .formatted(driver, kind, force));
    var sum = Checksum.of(file, "SHA-256");
    var image = keep(file);
    assertThat(image.format()).isEqualTo(format);
    assertThat(image.virtualSize()).isEqualTo(8 << 20);
    send(image);
    for (int twice = 0; twice < 2; twice++) {
      assertThat(host(0).check(link.id(), ID, image)).isEqualTo(Outcome.done());
    }
    assertThat(look().arrived()).contains(format);
    assertThat(look().part()).isEmpty();
    assertThat(look().format()).isEmpty();
    for (int twice = 0; twice < 2; twice++) {
      assertThat(host(0).convert(link.id(), ID, format)).isEqualTo(Outcome.done());
    }
    assertThat(look().format()).contains(ImageFormat.QCOW2);
    assertThat(look().arrived()).isEmpty();
    assertThat(look().size().orElseThrow()).isPositive();
    assertThat(look().since()).isPresent();
    assertThat(lab.sh("cd /var/lib/stampede/images; ls | grep -c %s".formatted(ID)).strip())
        .isEqualTo("1");
    lab.sh(
        "qemu-img compare -f raw -F qcow2 %s/disk.raw /var/lib/stampede/images/%s.qcow2"
            .formatted(MADE, ID));
    assertThat(Checksum.of(image.file(), "SHA-256")).as("the published image").isEqualTo(sum);
    assertThat(host(0).remove(link.id(), ID)).isEqualTo(Outcome.done());
    assertThat(look()).isEqualTo(ImageHost.OnHost.NOTHING);
  }

  @Test
  void an_image_that_unpacks_to_more_than_there_is_room_for_leaves_nothing()
      throws IOException, ImageRejected {
    var image =
        keep(
            make(
                "disk.img",
                "qemu-img convert -O vmdk -o subformat=streamOptimized disk.raw disk.img"));
    send(image);
    assertThat(host(0).check(link.id(), ID, image)).isEqualTo(Outcome.done());
    var free =
        Long.parseLong(lab.sh("df -Pk /var/lib/stampede/images | awk 'NR==2{print $4}'").strip());
    for (long reserve : new long[] {1L << 60, (free << 10) - (300 << 10)}) {
      if (!(host(reserve).convert(link.id(), ID, ImageFormat.VMDK)
          instanceof Outcome.Stuck(var problem))) {
        throw new AssertionError("not stuck");
      }
      assertThat(problem.code()).isEqualTo("no-space");
      assertThat(lab.sh("ls /var/lib/stampede/images | grep %s".formatted(ID)).strip())
          .isEqualTo(ID + ".vmdk");
    }
    assertThat(host(0).remove(link.id(), ID)).isEqualTo(Outcome.done());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "qemu-img create -f qcow2 -F raw -b /etc/shadow evil.img",
        "qemu-img create -f qcow2 -o data_file=/tmp/stampede-formats/data,data_file_raw=on evil.img"
            + " 1M",
        "qemu-img create -f vmdk -o subformat=monolithicFlat evil.img 1M;"
            + " sed -i 's#\\\"evil-flat.*\\\"#\\\"/etc/shadow\\\"#' evil.img",
        "qemu-img create -f qcow2 base 1M; qemu-img create -f vmdk -F vmdk"
            + " -b $(qemu-img create -q -f vmdk base.vmdk 1M; echo base.vmdk) evil.img",
        "qemu-img create -f qcow2 evil.img 1M; printf '\\377' | dd of=evil.img bs=1 seek=24"
            + " conv=notrunc"
      })
  void an_image_that_reaches_into_the_hosts_files_is_refused(String commands) throws IOException {
    var evil = make("evil.img", commands);
    assertThatExceptionOfType(ImageRejected.class)
        .isThrownBy(() -> keep(evil))
        .satisfies(e ->
            assertThat(e.problem().code())
                .isIn("backing-file", "unsupported-format", "not-an-image"));
  }

  /// What the console could have missed.
  @ParameterizedTest
  @CsvSource({
    "QCOW2, qemu-img create -f qcow2 -F raw -b /etc/shadow evil.img",
    "VMDK, qemu-img create -q -f vmdk base.vmdk 1M; qemu-img create -f vmdk -F vmdk -b base.vmdk"
        + " evil.img"
  })
  void the_hosts_own_qemu_is_asked_too(ImageFormat format, String commands) throws IOException {
    var evil = make("evil.img", commands);
    var image =
        new StoredImage(evil, format, Files.size(evil), 1 << 20, Checksum.of(evil, "SHA-256"));
    send(image);
    if (!(host(0).check(link.id(), ID, image) instanceof Outcome.Stuck(var problem))) {
      throw new AssertionError("not stuck");
    }
    assertThat(problem.code()).isEqualTo("unsafe-image");
    assertThat(look().format()).isEmpty();
    assertThat(host(0).remove(link.id(), ID)).isEqualTo(Outcome.done());
    assertThat(look()).isEqualTo(ImageHost.OnHost.NOTHING);
  }

  @Test
  void a_copy_stays_as_long_as_any_disk_of_the_host_is_based_on_it()
      throws IOException, ImageRejected {
    var image = keep(make("disk.img", "cp disk.raw disk.img"));
    send(image);
    assertThat(host(0).check(link.id(), ID, image)).isEqualTo(Outcome.done());
    var disk = "/var/lib/stampede/vm/vm-somebodys/left.qcow2";
    lab.sh(
        "mkdir -p ${D%/*}; qemu-img create -q -f qcow2 -F raw -b /var/lib/stampede/images/%s.raw $D"
            .replace("$D", disk)
            .replace("${D%/*}", "/var/lib/stampede/vm/vm-somebodys")
            .formatted(ID));
    try {
      if (!(host(0).remove(link.id(), ID) instanceof Outcome.Again(var _, var problem))) {
        throw new AssertionError("removed");
      }
      assertThat(problem.code()).isEqualTo("in-use");
      assertThat(problem.message()).contains(disk);
      assertThat(look().format()).contains(ImageFormat.RAW);
    } finally {
      lab.sh("rm -rf /var/lib/stampede/vm/vm-somebodys");
    }
    assertThat(host(0).remove(link.id(), ID)).isEqualTo(Outcome.done());
    assertThat(look()).isEqualTo(ImageHost.OnHost.NOTHING);
  }

  private ImageStore store() {
    return new ImageStore(folder.resolve("images"), 0);
  }

  private ImageTake takes(String disk) {
    var at = new Disks.Found.At(link.id(), disk, ImageFormat.QCOW2);
    return new ImageTake(store(), host(0), _ -> at);
  }

  @Test
  @Tag("S2")
  void a_disk_becomes_an_image_with_what_it_is_based_on_and_stays_as_it_was() throws IOException {
    lab.sh(
        "cd %s; qemu-img create -q -f qcow2 -F raw -b %1$s/disk.raw top.qcow2;".formatted(MADE)
            + " qemu-io -f qcow2 -c 'write -P 7 1M 64k' top.qcow2 >&2");
    var before = lab.sh("sha256sum %s/top.qcow2".formatted(MADE));
    var name = new ImageName("golden");
    var source = new ImageSource("vm:web1");
    for (int twice = 0; twice < 2; twice++) {
      assertThat(takes(MADE + "/top.qcow2").run(ID, name, source)).isEqualTo(Outcome.done());
    }
    var image = store().find(ID).orElseThrow();
    assertThat(image.format()).isEqualTo(ImageFormat.QCOW2);
    send(image);
    assertThat(host(0).check(link.id(), ID, image)).isEqualTo(Outcome.done());
    lab.sh(
        "qemu-img compare -F qcow2 -f qcow2 %s/top.qcow2 /var/lib/stampede/images/%s.qcow2"
            .formatted(MADE, ID));
    assertThat(lab.sh("sha256sum %s/top.qcow2".formatted(MADE))).isEqualTo(before);
    assertThat(lab.sh("ls /var/lib/stampede/images")).doesNotContain("taken");
    assertThat(host(0).remove(link.id(), ID)).isEqualTo(Outcome.done());
  }

  @Test
  @Tag("S2")
  void a_disk_that_somebody_writes_to_becomes_no_image() throws IOException {
    lab.sh(
        """
        cd %s; qemu-img create -q -f qcow2 busy.qcow2 1M
        (qemu-io -f qcow2 -c 'sleep 60000' busy.qcow2 >/dev/null 2>&1 </dev/null & echo $! >busy.pid)
        until ! qemu-img info busy.qcow2 >/dev/null 2>&1; do sleep 0.1; done
        """
            .formatted(MADE));
    var run = takes(MADE + "/busy.qcow2").run(ID, new ImageName("x"), new ImageSource("vm:web1"));
    lab.sh("kill $(cat %s/busy.pid)".formatted(MADE));
    if (!(run instanceof Outcome.Again(var _, var problem))) throw new AssertionError(run);
    assertThat(problem.code()).isEqualTo("disk-in-use");
    assertThat(store().find(ID)).isEmpty();
    assertThat(lab.sh("ls /var/lib/stampede/images")).doesNotContain("taken");
  }

  @Test
  void a_host_fetches_what_is_published_or_says_why_it_cannot() throws IOException, ImageRejected {
    var image =
        keep(
            make(
                "disk.img",
                "cp disk.raw disk.img; cp disk.raw other.img;"
                    + " printf x | dd of=other.img bs=1 seek=99 conv=notrunc; head -c 4096 disk.raw >less.img"));
    lab.sh(
        "cd %s; busybox httpd -f -p 127.0.0.1:8765 -h . >/dev/null 2>&1 & echo $! >%1$s/httpd.pid"
            .formatted(MADE));
    try {
      assertThat(fetch(image, "missing.img").orElseThrow()).contains("404");
      assertThat(fetch(image, "other.img").orElseThrow()).contains("checksum");
      assertThat(fetch(image, "less.img").orElseThrow()).contains("4096 bytes");
      assertThat(look()).as("nothing is left").isEqualTo(ImageHost.OnHost.NOTHING);
      assertThat(fetch(image, "disk.img")).isEmpty();
    } finally {
      lab.sh("kill $(cat %s/httpd.pid)".formatted(MADE));
    }
    assertThat(host(0).check(link.id(), ID, image)).isEqualTo(Outcome.done());
    assertThat(look().format()).contains(ImageFormat.RAW);
    assertThat(host(0).remove(link.id(), ID)).isEqualTo(Outcome.done());
  }

  private Optional<String> fetch(StoredImage image, String name) {
    var url = new ImageUrl("http://127.0.0.1:8765/" + name);
    return host(0).fetch(link.id(), ID, image, url);
  }
}
