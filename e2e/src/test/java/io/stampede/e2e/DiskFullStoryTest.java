package io.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.lab.Host;
import io.stampede.lab.Lab;
import io.stampede.lab.LabHost;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Lab
class DiskFullStoryTest {
  @Test
  @Tag("S26")
  void a_full_disk_is_said_so_and_the_machine_comes_when_there_is_space(
      @TempDir Path folder, @Host("h2") LabHost h2) {
    try (var console = Console.start(folder.resolve("data"))) {
      var rest = console.rest();
      Onboarding.add(rest, h2);
      h2.smallDisk(8);
      Onboarding.tinyImage(rest);
      var path = rest.create("virtualMachines", Onboarding.machine("big", h2));
      var failed = rest.awaitState(path, "error");
      assertThat(failed.json().path("problem").path("code").asString()).isEqualTo("no-space");
      assertThat(failed.json().path("problem").path("message").asString()).contains(h2.name());
      assertThat(h2.ssh("virsh -q -c qemu:///system list --all --name").strip()).isEmpty();
      h2.bigDisk();
      rest.act(path, "retry");
      rest.awaitState(path, "running");
      rest.delete(path);
      rest.awaitGone(path);
    } finally {
      h2.bigDisk();
    }
  }
}
