package io.stampede;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

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
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A volume on two real hosts, and in a guest that writes to it.
@Lab
@Tag("S24")
@Tag("S2")
class VolumesLabTest {
  private static Stampede stampede;
  private static StampedeClient client;
  private static LabHost one;
  private static LabHost two;

  @BeforeAll
  static void open(@TempDir Path folder, @Host("h1") LabHost h1, @Host("h2") LabHost h2)
      throws IOException {
    one = h1;
    two = h2;
    stampede = Stampede.open(Stampede.Settings.in(folder.resolve("data")).withTwice(true));
    client = stampede.client();
    for (var host : List.of(h1, h2)) {
      client.create(
          "host",
          Map.of(
              "name", host.name(),
              "address", host.address(),
              "privateKey", host.privateKey(),
              "hostKey", host.hostKeyFingerprint()));
    }
    client.create("image", Map.of("name", "tiny"));
    try (var disk = Files.newInputStream(LabImages.tinyDisk())) {
      client.upload("image", "tiny", disk);
    }
    for (var host : List.of(h1, h2)) {
      await()
          .until(() -> client.get("host", host.name()).text("libvirtVersion"), v -> !v.isEmpty());
    }
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

  private static void machineOf(String volume, String machine) {
    await().until(() -> client.get("volume", volume).text("machine"), machine::equals);
    phased("volume", volume, Phase.READY);
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

  @Test
  void what_a_guest_writes_to_a_volume_goes_with_it_to_another_host() throws Exception {
    client.create(
        "volume", Map.of("name", "data", "host", one.name(), "sizeGib", 1, "format", "qcow2"));
    phased("volume", "data", Phase.READY);
    var bytes = "what was there before\n".repeat(40).getBytes(US_ASCII);
    client.upload("volume", "data", new ByteArrayInputStream(Arrays.copyOf(bytes, 1024)));
    client.create(
        "virtualMachine",
        Map.of(
            "name", "db",
            "host", one.name(),
            "image", "tiny",
            "memoryMib", 96,
            "configDrive", "none"));
    phased("virtualMachine", "db", Phase.RUNNING);
    await().until(() -> one.sh("cat /var/lib/stampede/vm/*/console.log"), l -> l.contains("start"));

    client.act("volume", "data", "attach", Map.of("machine", "db"));
    machineOf("data", "db");
    guest("read line < /dev/vdb; echo it has: $line", "it has: what was there before");
    guest("echo by the guest > /dev/vdb; echo do$((1))ne", "do1ne");
    client.update("volume", "data", Map.of("sizeGib", 2));
    await().until(() -> one.sh("virsh domblkinfo db vdb | head -1"), i -> i.contains("2147483648"));
    phased("volume", "data", Phase.READY);
    guest("echo size$(cat /sys/block/vdb/size)", "size4194304");

    client.act("volume", "data", "detach", Map.of());
    machineOf("data", "");
    phased("virtualMachine", "db", Phase.RUNNING);
    client.act("volume", "data", "move", Map.of("host", two.name()));
    await()
        .until(
            () -> client.get("volume", "data").text("path"),
            path -> !path.isEmpty() && two.run("test -f " + path).status() == 0);
    phased("volume", "data", Phase.READY);
    assertThat(one.sh("ls /var/lib/stampede/volumes")).isBlank();
    var path = client.get("volume", "data").text("path");
    assertThat(
            two.sh("qemu-img convert -O raw %s /var/tmp/x; head -c 12 /var/tmp/x".formatted(path)))
        .isEqualTo("by the guest");

    client.remove("volume", "data");
    client.remove("virtualMachine", "db");
    await().until(() -> client.list("volume", Query.ALL).total() == 0);
    assertThat(two.sh("ls /var/lib/stampede/volumes")).isBlank();
  }

  @Test
  void what_is_on_a_disk_is_in_its_clones_on_both_hosts() {
    client.create(
        "virtualMachine",
        Map.of(
            "name",
            "origin",
            "host",
            one.name(),
            "image",
            "tiny",
            "memoryMib",
            96,
            "configDrive",
            "none",
            "running",
            false));
    var origin = phased("virtualMachine", "origin", Phase.STOPPED);
    one.sh("qemu-io -f qcow2 -c 'write -P 90 33M 64k' " + disk(origin));
    clone("whole", Map.of("host", two.name()));
    clone("linked", Map.of("host", one.name(), "linked", true, "start", false));
    var whole = phased("virtualMachine", "whole", Phase.RUNNING);
    var linked = phased("virtualMachine", "linked", Phase.STOPPED);
    assertThat(two.sh("qemu-io -r -U -f qcow2 -c 'read -P 90 33M 64k' " + disk(whole)))
        .doesNotContain("failed");
    assertThat(one.sh("qemu-io -r -f qcow2 -c 'read -P 90 33M 64k' " + disk(linked)))
        .doesNotContain("failed");
    assertThat(two.sh("qemu-img info -U " + disk(whole))).doesNotContain("backing");
    assertThat(one.sh("qemu-img info " + disk(linked))).contains("backing file: ", "im-clone-");
    await().until(() -> two.sh("ls /var/lib/stampede/images"), all -> !all.contains("clone"));
    for (var name : List.of("whole", "linked", "origin")) client.remove("virtualMachine", name);
    await().until(() -> one.sh("ls /var/lib/stampede/images"), all -> !all.contains("clone"));
    await().until(() -> client.list("image", Query.ALL).total() == 1);
  }

  private static void clone(String name, Map<String, ?> more) {
    var input = new java.util.HashMap<String, Object>(more);
    input.put("name", name);
    client.act("virtualMachine", "origin", "clone", input);
  }

  private static String disk(Resource machine) {
    return "/var/lib/stampede/vm/%s/disk.qcow2".formatted(machine.id());
  }
}
