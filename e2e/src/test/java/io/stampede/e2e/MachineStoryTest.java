package io.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.lab.Host;
import io.stampede.lab.Lab;
import io.stampede.lab.LabHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Lab
@Tag("C4")
class MachineStoryTest {
  private static final String VIRSH = "virsh -q -c qemu:///system ";

  private static Console console;
  private static Rest rest;
  private static LabHost h1;

  @BeforeAll
  static void start(@TempDir Path folder, @Host("h1") LabHost host) {
    h1 = host;
    console = Console.start(folder.resolve("data"));
    rest = console.rest();
    Onboarding.add(rest, h1);
    Onboarding.tinyImage(rest);
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  @Tag("S2")
  @Tag("S3")
  @Tag("S26")
  void a_machine_is_created_stopped_started_restarted_and_removed_without_a_trace() {
    var path = rest.create("virtualMachines", Onboarding.machine("vm1", h1));
    rest.awaitState(path, "running");
    assertThat(h1.ssh(VIRSH + "domstate vm1").strip()).isEqualTo("running");
    assertThat(h1.ssh(VIRSH + "dumpxml vm1")).contains("type='vnc'").doesNotContain("port='59");
    rest.act(path, "forceOff");
    rest.awaitState(path, "stopped");
    assertThat(h1.ssh(VIRSH + "domstate vm1").strip()).isEqualTo("shut off");
    rest.act(path, "start");
    rest.awaitState(path, "running");
    var before = h1.ssh(VIRSH + "domid vm1");
    rest.act(path, "restart");
    await().atMost(Duration.ofSeconds(90)).until(() -> !h1.ssh(VIRSH + "domid vm1").equals(before));
    rest.awaitState(path, "running");
    rest.delete(path);
    rest.awaitGone(path);
    assertThat(h1.ssh(VIRSH + "list --all --name").strip()).isEmpty();
    assertThat(h1.ssh("ls -A /var/lib/stampede/vm 2>/dev/null; true").strip()).isEmpty();
  }

  @Test
  @Tag("S22")
  void what_others_do_to_a_machine_is_seen_within_seconds() {
    var path = rest.create("virtualMachines", Onboarding.machine("watched", h1));
    rest.awaitState(path, "running");
    h1.ssh(VIRSH + "suspend watched");
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> rest.get(path).text("state").equals("paused"));
    h1.ssh(VIRSH + "resume watched");
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> rest.get(path).text("state").equals("running"));
    rest.delete(path);
    rest.awaitGone(path);
  }

  @Test
  void no_such_image_is_refused_with_the_field() {
    var fields = new HashMap<>(Onboarding.machine("nope", h1));
    fields.put("image", "nothing");
    var answer = rest.post("/v1/virtualMachines", fields);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.error()).isEqualTo("image: no-such-reference");
  }

  @Test
  @Tag("N6")
  void killed_in_the_middle_of_a_create_the_console_makes_one_machine_and_no_orphan() {
    for (int i = 0; i < 3; i++) {
      var name = "cut" + i;
      var path = rest.create("virtualMachines", Onboarding.machine(name, h1));
      int steps = i;
      await()
          .atMost(Duration.ofSeconds(90))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> {
            var tasks = rest.get(path + "/tasks").json().path("data");
            var last = rest.get(path).text("state");
            return tasks.size() > steps || last.equals("running");
          });
      console.killHard();
      console.startAgain();
      rest.awaitState(path, "running");
      assertThat(h1.ssh(VIRSH + "list --name").strip()).isEqualTo(name);
      assertThat(h1.ssh("ls /var/lib/stampede/vm | wc -l").strip()).isEqualTo("1");
      rest.delete(path);
      rest.awaitGone(path);
      assertThat(h1.ssh("ls -A /var/lib/stampede/vm").strip()).isEmpty();
    }
  }
}
