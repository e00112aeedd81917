package io.stampede.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.MethodOrderer.MethodName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@Lab
@Tag("N8")
@TestMethodOrder(MethodName.class)
class LabHostTest {
  private static final String DOMAIN =
      "<domain type='qemu'><name>left</name><memory unit='MiB'>32</memory>"
          + "<os><type arch='x86_64'>hvm</type></os></domain>";

  @Test
  void a_host_has_systemd_and_docker_and_libvirt(@Host("h1") LabHost h1) {
    assertThat(h1.ssh("hostname")).isEqualTo(h1.name());
    assertThat(h1.sh("cat /proc/1/comm")).isEqualTo("systemd");
    assertThat(h1.sh("docker run --rm " + LabImages.BUSYBOX + " echo hello")).isEqualTo("hello");
    assertThat(h1.sh("virsh -q list --all")).isEmpty();
    assertThat(h1.run("test -e /dev/kvm").ok()).isFalse();
  }

  @Test
  void a_test_leaves_things_behind_1(@Host("h1") LabHost h1) {
    h1.sh("docker run -d --name left " + LabImages.BUSYBOX + " sleep 1000");
    h1.sh("virsh -q create /dev/stdin <<'X'\n" + DOMAIN + "\nX");
    h1.sh("touch /var/lib/stampede/left");
    h1.smallDisk(5);
    h1.sh("touch /var/lib/stampede/left");
    assertThat(h1.sh("docker ps -q")).isNotEmpty();
    assertThat(h1.sh("virsh -q list --name")).contains("left");
  }

  @Test
  void a_test_leaves_things_behind_2_and_the_next_finds_none(@Host("h1") LabHost h1) {
    assertThat(h1.sh("docker ps -aq")).isEmpty();
    assertThat(h1.sh("virsh -q list --all --name")).isEmpty();
    assertThat(h1.sh("ls -A /var/lib/stampede")).isEmpty();
  }

  @Test
  void its_plug_is_pulled_and_it_comes_back_with_its_disk(@Host("h1") LabHost h1) {
    var boot = h1.sh("cat /proc/sys/kernel/random/boot_id");
    h1.sh("echo kept > /var/lib/stampede/file && sync");
    h1.kill();
    assertThat(h1.run("true").ok()).isFalse();
    h1.start();
    h1.awaitReady();
    assertThat(h1.ssh("cat /proc/sys/kernel/random/boot_id")).isNotEqualTo(boot);
    assertThat(h1.sh("cat /var/lib/stampede/file")).isEqualTo("kept");
  }

  @Test
  void its_power_stays_off_only_until_the_next_test_1(@Host("h1") LabHost h1) {
    h1.halt();
    assertThat(h1.run("true").ok()).isFalse();
  }

  @Test
  void its_power_stays_off_only_until_the_next_test_2(@Host("h1") LabHost h1) {
    assertThat(h1.ssh("echo on")).isEqualTo("on");
  }

  @Test
  void nothing_comes_through_a_pulled_cable(@Host("h1") LabHost h1) {
    h1.cable(false);
    assertThatExceptionOfType(LabFailure.class).isThrownBy(() -> h1.ssh("true"));
    assertThat(h1.sh("echo alive")).isEqualTo("alive");
    h1.cable(true);
    assertThat(h1.ssh("echo back")).isEqualTo("back");
  }

  @Test
  void a_small_disk_is_soon_full(@Host("h1") LabHost h1) {
    h1.smallDisk(5);
    var ran = h1.run("dd if=/dev/zero of=/var/lib/stampede/x bs=1M count=9");
    assertThat(ran.err()).contains("No space left on device");
    h1.bigDisk();
    assertThat(h1.sh("ls -A /var/lib/stampede")).isEmpty();
  }

  @Test
  void a_host_key_changes_when_told(@Host("h1") LabHost h1) {
    var first = h1.hostKeyFingerprint();
    assertThat(offered(h1)).contains(first);
    h1.rekey();
    assertThat(h1.hostKeyFingerprint()).isNotEqualTo(first);
    assertThat(offered(h1)).contains(h1.hostKeyFingerprint());
    h1.reset();
    assertThat(h1.hostKeyFingerprint()).isEqualTo(first);
    assertThat(offered(h1)).contains(first);
  }

  @Test
  void a_failing_command_says_what_it_wrote(@Host("h1") LabHost h1) {
    assertThatExceptionOfType(LabFailure.class)
        .isThrownBy(() -> h1.sh("echo sorry >&2; exit 4"))
        .withMessageContaining("ended with 4: sorry");
  }

  /// What a client is shown: asked from the host itself, over its own network.
  private static String offered(LabHost host) {
    return host.sh("ssh-keyscan -t ed25519 localhost 2>/dev/null | ssh-keygen -lf -");
  }
}
