package io.stampede.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.image.ScriptedHost;
import io.stampede.image.SshImageHost;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/// A host that breaks off while it is looked at is not seen: what it had not said by then may still
/// be there. Taken for absent, a machine that is to be removed would be forgotten with its disk.
class BrokenAnswersTest {
  private static final String WHOLE =
      "folder\ndisk\nimage qcow2\nsocket\nhypervisor\nthat is all\n";
  private static final ResourceId ID = new ResourceId(VmKind.NAME, "vm-2k7m9q4ta3");
  private static final VmSpec SPEC =
      VmSpec.of(new VmName("web1"), "ho-scripted", "im-tiny", new VmSize(1, 96));

  private static Sight<VmFacts> look(int status, String output) {
    try (var host =
        new LibvirtVmHost(
            new ScriptedHost(status, output), InstantSource.system(), _ -> {}, _ -> {})) {
      return host.look(ID, SPEC);
    }
  }

  private static Sight<?> lookAtImage(int status, String output) {
    return new SshImageHost(new ScriptedHost(status, output), InstantSource.system())
        .look("ho-scripted", "im-tiny");
  }

  @Test
  void an_answer_that_is_cut_off_anywhere_is_no_sight() {
    int end = WHOLE.lastIndexOf('\n');
    for (int length = 0; length < end; length++) {
      var cut = WHOLE.substring(0, length);
      assertThat(look(0, cut)).as(cut).isInstanceOf(Sight.Unseen.class);
      assertThat(lookAtImage(0, cut)).as(cut).isInstanceOf(Sight.Unseen.class);
    }
  }

  @Test
  void an_answer_with_a_bad_end_is_no_sight() {
    for (var output : new String[] {"", WHOLE}) {
      assertThat(look(137, output)).isInstanceOf(Sight.Unseen.class);
      assertThat(lookAtImage(137, output)).isInstanceOf(Sight.Unseen.class);
    }
  }

  @Test
  void a_host_that_says_it_has_no_libvirt_is_believed() {
    assertThat(look(0, "that is all\n").found().orElseThrow().hypervisor()).isFalse();
    assertThat(lookAtImage(0, "that is all\n")).isInstanceOf(Sight.Missing.class);
  }

  @Test
  void a_host_whose_libvirt_does_not_answer_is_no_sight() {
    assertThat(look(0, "hypervisor\nthat is all\n")).isInstanceOf(Sight.Unseen.class);
    assertThat(look(0, "socket\nthat is all\n")).isInstanceOf(Sight.Unseen.class);
  }
}
