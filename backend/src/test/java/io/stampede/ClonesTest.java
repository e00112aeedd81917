package io.stampede;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.stampede.client.Query;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.engine.Phase;
import io.stampede.vm.BootDisc;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Machines made of other machines, images of disks, and discs in machines.
@Tag("S2")
class ClonesTest extends OnEmulatedHosts {
  private static final String VM = "virtualMachine";

  private void upload(String name, byte[] content) {
    client.create("image", Map.of("name", name));
    client.upload("image", name, new ByteArrayInputStream(content));
    awaitPhase("image", name, Phase.READY);
  }

  private Resource machine(String name, Map<String, ?> more) {
    var fields = new HashMap<String, Object>(Map.of("name", name, "running", false));
    fields.putAll(more);
    client.create(VM, fields);
    return awaitPhase(VM, name, Phase.STOPPED);
  }

  private void machineOfImage(String name) {
    upload("plain", new byte[4096]);
    machine(
        name,
        Map.of(
            "image",
            "plain",
            "networks",
            List.of("managed=10.42.0.9"),
            "memoryMib",
            300,
            "sshKeys",
            List.of(
                "ssh-ed25519"
                    + " AAAAC3NzaC1lZDI1NTE5AAAAIGPKSUTyz1HwHReFVvD5obVsALAgJRNarH4TRpNePnAS x")));
  }

  private List<String> images() {
    return client.list("image", Query.ALL).items().stream().map(Resource::name).toList();
  }

  private void awaitImages(String... names) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(images()).containsExactlyInAnyOrder(names));
  }

  @Test
  void a_whole_clone_is_another_machine_and_leaves_no_image_behind() {
    addHost(1);
    machineOfImage("a");
    var plan = client.plan(VM, "a", "clone", Map.of("name", "b"));
    assertThat(plan.steps().getFirst().title()).isEqualTo("have the disk of a copied for b");
    assertThat(client.list(VM, Query.ALL).items()).hasSize(1);
    var made = client.act(VM, "a", "clone", Map.of("name", "b"));
    assertThat(made.name()).isEqualTo("b");
    var b = awaitPhase(VM, "b", Phase.RUNNING);
    var a = client.get(VM, "a");
    assertThat(a.status().phase()).isEqualTo(Phase.STOPPED);
    assertThat(b.id()).isNotEqualTo(a.id());
    assertThat(b.text("address")).startsWith("10.42.").isNotEqualTo(a.text("address"));
    assertThat(b.fields().get("networks")).isEqualTo(List.of("managed"));
    assertThat(b.fields().get("sshKeys")).isEqualTo(a.fields().get("sshKeys"));
    assertThat(b.number("memoryMib")).contains(300L);
    awaitImages("plain");
    client.remove(VM, "a");
    await().atMost(PATIENCE).until(() -> client.list(VM, Query.ALL).items().size() == 1);
    assertThat(client.get(VM, "b").status().phase()).isEqualTo(Phase.RUNNING);
  }

  @Test
  void a_linked_clone_keeps_what_it_is_based_on_until_it_goes() {
    addHost(1);
    machineOfImage("a");
    var input = Map.of("name", "b", "linked", true, "start", false, "host", "h1");
    var made = client.act(VM, "a", "clone", input);
    awaitPhase(VM, "b", Phase.STOPPED);
    var image = "clone-" + made.id().substring("vm-".length());
    assertThat(images()).containsExactlyInAnyOrder("plain", image);
    var refused = catchThrowableOfType(Refused.class, () -> client.remove("image", image));
    assertThat(refused.problem().code()).isEqualTo("in-use");
    client.remove(VM, "b");
    awaitImages("plain");
  }

  @Test
  void only_what_is_off_is_cloned() {
    addHost(1);
    machineOfImage("a");
    client.act(VM, "a", "start", Map.of());
    awaitPhase(VM, "a", Phase.RUNNING);
    var refused =
        catchThrowableOfType(
            Refused.class, () -> client.act(VM, "a", "clone", Map.of("name", "b")));
    assertThat(refused.problem().code()).isEqualTo("not-now");
    assertThat(client.list(VM, Query.ALL).items()).hasSize(1);
  }

  @Test
  void an_image_is_made_of_a_machine_that_is_off() {
    addHost(1);
    machineOfImage("a");
    client.create("image", Map.of("name", "golden", "source", "vm:a"));
    assertThat(awaitPhase("image", "golden", Phase.READY).number("virtualSizeMib")).contains(1L);
    var refused =
        catchThrowableOfType(
            Refused.class,
            () -> client.create("image", Map.of("name", "other", "source", "vm:nobody")));
    assertThat(refused.errors().getFirst().field()).isEqualTo("source");
    client.act(VM, "a", "start", Map.of());
    awaitPhase(VM, "a", Phase.RUNNING);
    client.create("image", Map.of("name", "torn", "source", "vm:a"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(client.get("image", "torn").status().message()).contains("is not off"));
    client.remove("image", "torn");
  }

  @Test
  void an_image_is_made_of_a_volume() {
    addHost(1);
    client.create("volume", Map.of("name", "data", "sizeGib", 1));
    awaitPhase("volume", "data", Phase.READY);
    client.create("image", Map.of("name", "golden", "source", "volume:data"));
    awaitPhase("image", "golden", Phase.READY);
  }

  @Test
  @Tag("S11")
  void a_disc_goes_into_a_machine_and_what_is_none_does_not() {
    addHost(1);
    machineOfImage("a");
    upload("disc", BootDisc.bytes());
    client.update(VM, "a", Map.of("cdrom", "disc"));
    awaitPhase(VM, "a", Phase.STOPPED);
    client.act(VM, "a", "start", Map.of());
    awaitPhase(VM, "a", Phase.RUNNING);
    var refused = catchThrowableOfType(Refused.class, () -> client.remove("image", "disc"));
    assertThat(refused.problem().code()).isEqualTo("in-use");
    client.update(VM, "a", Map.of("cdrom", ""));
    awaitPhase(VM, "a", Phase.RUNNING);
    assertThat(client.get(VM, "a").text("pendingChanges")).isIn("", "[]");
    client.remove("image", "disc");
    var wrong =
        catchThrowableOfType(Refused.class, () -> client.update(VM, "a", Map.of("cdrom", "plain")));
    assertThat(wrong.errors().getFirst().code()).isEqualTo("no-disc");
  }

  @Test
  @Tag("S11")
  void a_machine_of_a_template_is_plugged_into_managed_unless_it_is_to_have_no_network() {
    addHost(1);
    client.create(VM, Map.of("name", "a", "template", "blank"));
    var a = awaitPhase(VM, "a", Phase.RUNNING);
    assertThat(a.fields().get("networks")).isEqualTo(List.of("managed"));
    assertThat(a.text("address")).startsWith("10.42.");
    assertThat(a.fields().get("bootOrder")).isEqualTo(List.of("disk", "cdrom", "network"));
    client.create(VM, Map.of("name", "b", "template", "blank", "networks", List.of()));
    assertThat(awaitPhase(VM, "b", Phase.RUNNING).text("address")).isEmpty();
  }

  @Test
  @Tag("S11")
  void the_firmware_of_a_template_is_its_machines() {
    addHost(1);
    var uefi = Map.of("name", "ours", "title", "Ours", "finder", "none", "firmware", "uefi");
    client.create("template", uefi);
    var made = client.create(VM, Map.of("name", "a", "template", "ours"));
    assertThat(made.text("firmware")).isEqualTo("uefi");
  }
}
