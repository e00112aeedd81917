package io.stampede;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stampede.client.Query;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.client.StampedeClient;
import io.stampede.engine.Phase;
import io.stampede.engine.Status;
import io.stampede.lab.Host;
import io.stampede.lab.Lab;
import io.stampede.lab.LabHost;
import io.stampede.lab.LabImages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A guest that goes back to what was on its volume and in its memory.
@Lab
@Tag("S24")
@Tag("S2")
class SnapshotsLabTest {
  private static final String VM = "virtualMachine";
  private static Stampede stampede;
  private static StampedeClient client;
  private static LabHost one;

  @TempDir private static Path folder;

  @BeforeAll
  static void open(@Host("h1") LabHost h1) throws IOException {
    one = h1;
    stampede = Stampede.open(Stampede.Settings.in(folder.resolve("data")).withTwice(true));
    client = stampede.client();
    client.create(
        "host",
        Map.of(
            "name", h1.name(),
            "address", h1.address(),
            "privateKey", h1.privateKey(),
            "hostKey", h1.hostKeyFingerprint()));
    client.create("image", Map.of("name", "tiny"));
    try (var disk = Files.newInputStream(LabImages.tinyDisk())) {
      client.upload("image", "tiny", disk);
    }
    await().until(() -> client.get("host", h1.name()).text("libvirtVersion"), v -> !v.isEmpty());
  }

  @AfterAll
  static void close() throws Exception {
    stampede.close();
  }

  private static ConditionFactory await() {
    return org.awaitility.Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptionsInstanceOf(Refused.class);
  }

  private static Resource phased(String kind, String name, Phase phase) {
    await()
        .untilAsserted(() -> {
          var is = client.get(kind, name);
          assertThat(is.status().phase()).as(() -> told(is)).isEqualTo(phase);
          assertThat(is.status().transition()).as(() -> told(is)).isEqualTo(Status.Transition.NO);
        });
    return client.get(kind, name);
  }

  private static String told(Resource is) {
    return is + " after " + client.tasks("", "", 6);
  }

  /// Types into the guest's serial console, and waits for what it says. QEMU looks once a second
  /// whether there is somebody at it.
  private static void guest(String command, String says) {
    await()
        .until(
            () -> {
              one.sh(
                  "(sleep 1.2; echo '%s'; sleep 1.2) > $(virsh -q ttyconsole db)"
                      .formatted(command));
              return one.sh("cat /var/lib/stampede/vm/*/console.log");
            },
            log -> log.contains(says));
  }

  private static Refused refused(ThrowingCallable request) {
    var refused = catchThrowableOfType(Refused.class, request);
    assertThat(refused).as("it is refused").isNotNull();
    return refused;
  }

  /// Another machine, of the same content.
  private static void importedAgain(Path archive) throws IOException {
    client.create(
        VM,
        Map.of(
            "name",
            "copy",
            "host",
            one.name(),
            "template",
            "blank",
            "diskGib",
            8,
            "memoryMib",
            512,
            "running",
            false,
            "configDrive",
            "none"));
    phased(VM, "copy", Phase.STOPPED);
    var broken = Files.readAllBytes(archive);
    broken[broken.length / 2] ^= 1;
    assertThat(
            refused(() -> client.upload(VM, "copy", new ByteArrayInputStream(broken)))
                .problem()
                .code())
        .isEqualTo("wrong-checksum");
    try (var content = Files.newInputStream(archive)) {
      client.upload(VM, "copy", content);
    }
    phased(VM, "copy", Phase.STOPPED);
    assertThat(client.get(VM, "copy").number("memoryMib")).hasValue(96L);
    client.act(VM, "copy", "start", Map.of());
    phased(VM, "copy", Phase.RUNNING);
    await()
        .until(
            () ->
                one.sh(
                    "cat /var/lib/stampede/vm/%s/console.log"
                        .formatted(client.get(VM, "copy").id())),
            log -> log.contains("ready"));
    client.remove(VM, "copy");
    await().until(() -> client.list(VM, Query.ALL).total() == 1);
    assertThat(one.sh("ls /var/lib/stampede/vm/*")).doesNotContain("export-", "import");
  }

  @Test
  void a_guest_goes_back_to_what_was_on_its_volume_and_in_its_memory() throws IOException {
    client.create("volume", Map.of("name", "data", "host", one.name(), "sizeGib", 1));
    phased("volume", "data", Phase.READY);
    client.upload(
        "volume",
        "data",
        new ByteArrayInputStream(Arrays.copyOf("first\n".repeat(100).getBytes(US_ASCII), 1024)));
    phased("volume", "data", Phase.READY);
    client.create(
        VM,
        Map.of(
            "name",
            "db",
            "host",
            one.name(),
            "image",
            "tiny",
            "memoryMib",
            96,
            "volumes",
            List.of("data"),
            "configDrive",
            "none"));
    phased(VM, "db", Phase.RUNNING);
    await().until(() -> one.sh("cat /var/lib/stampede/vm/*/console.log"), l -> l.contains("start"));
    guest("mem=kept; read line < /dev/vdb; echo then $mem $line", "then kept first");

    client.create("snapshot", Map.of("name", "before", "machine", "db"));
    var before = phased("snapshot", "before", Phase.READY);
    assertThat(before.number("memoryMib").orElse(0L)).isPositive();
    guest("mem=changed; echo other > /dev/vdb; sync; echo now $mem", "now changed");

    var run = client.get(VM, "db").text("run");
    client.act("snapshot", "before", "revert", Map.of());
    await().until(() -> client.get(VM, "db").text("run"), now -> !now.equals(run));
    phased(VM, "db", Phase.RUNNING);
    guest("read line < /dev/vdb; echo again $mem $line", "again kept first");

    var archive = folder.resolve("before.tar");
    try (var content = client.download("snapshot", "before")) {
      Files.copy(content.stream(), archive);
      assertThat(content.bytes()).hasValue(Files.size(archive));
    }
    try (var content = client.download("snapshot", "before")) {
      assertThat(content.stream().readNBytes(10)).hasSize(10);
    }
    await().until(() -> one.sh("ls /var/lib/stampede/vm/*"), files -> !files.contains("export-"));
    assertThat(refused(() -> client.download(VM, "db")).problem().code()).isEqualTo("runs");
    importedAgain(archive);

    one.sh("virsh -q snapshot-create-as db by-hand");
    await()
        .until(
            () -> String.valueOf(client.get(VM, "db").fields().get("snapshots")),
            s -> s.contains("by-hand"));
    client.remove("snapshot", "before");
    await().until(() -> client.list("snapshot", Query.ALL).total() == 0);
    assertThat(one.sh("virsh -q snapshot-list --name db").strip()).isEqualTo("by-hand");
    client.remove(VM, "db");
    await().until(() -> client.list(VM, Query.ALL).total() == 0);
    assertThat(one.sh("virsh -q list --all --name").strip()).isEmpty();
    client.remove("volume", "data");
    await().until(() -> client.list("volume", Query.ALL).total() == 0);
  }
}
