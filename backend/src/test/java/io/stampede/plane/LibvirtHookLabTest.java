package io.stampede.plane;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.host.HostTrace;
import io.stampede.host.LibvirtHook;
import io.stampede.lab.Host;
import io.stampede.lab.Lab;
import io.stampede.lab.LabHost;
import io.stampede.plane.Models.Net;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// libvirt and Docker of one host start in either order.
@Lab
@Tag("S6")
@Tag("S14")
class LibvirtHookLabTest {
  private static final Net NET = new Net(1, Overlay.DIRECT);

  private static PlaneLab lab;
  private static LabHost host;

  @BeforeAll
  static void open(@TempDir Path data, @Host("h1") LabHost one) throws IOException {
    host = one;
    lab = new PlaneLab(data, one);
  }

  @AfterEach
  void clear() {
    lab.clear();
  }

  @AfterAll
  static void close() {
    lab.close();
  }

  private static List<String> differences() {
    return lab.seen(1, NET).differences();
  }

  /// Neither disk nor kernel: its processor runs, that is all.
  private static void define(String name, String bridge) {
    host.sh(
        """
        virsh -q define /dev/stdin <<'X'
        <domain type='qemu'><name>%s</name><memory unit='MiB'>32</memory><os><type>hvm</type></os>
          <devices><interface type='bridge'><source bridge='%s'/></interface></devices></domain>
        X
        virsh -q autostart %1$s
        """
            .formatted(name, bridge));
  }

  private static void undefine(String... names) {
    for (var name : names) host.run("virsh destroy %s; virsh undefine %1$s".formatted(name));
  }

  private static boolean runs(String name) {
    return host.run("virsh domstate " + name).out().strip().equals("running");
  }

  /// As when a host boots, and Docker makes its bridges after libvirt has begun with its machines.
  @Test
  void a_machine_that_starts_with_its_host_waits_for_our_bridge_and_one_on_others_does_not() {
    lab.apply(NET);
    Eventually.until(LibvirtHookLabTest::differences, List.of());
    define("ours", "st-1");
    define("others", "st-77");
    try {
      host.sh(
          """
          ip link del st-1
          systemctl stop libvirtd
          rm /run/libvirt/qemu/autostarted # libvirt starts machines once per boot
          systemctl start libvirtd
          """);
      Eventually.until(() -> host.run("pgrep -f " + LibvirtHook.PATH).ok(), true);
      assertThat(host.run("pgrep qemu-system").ok()).isFalse();
      lab.apply(NET);
      Eventually.until(() -> runs("ours"), true);
      assertThat(runs("others")).isFalse();
      assertThat(host.run("virsh start others").err()).contains("st-77");
    } finally {
      undefine("ours", "others");
    }
  }

  @Test
  @Tag("N7")
  void the_hook_is_healed_and_goes_with_the_networks() {
    var before = HostTrace.of(host);
    host.sh("rmdir /etc/libvirt/hooks");
    lab.apply(NET);
    Eventually.until(LibvirtHookLabTest::differences, List.of());
    host.sh("echo : >> " + LibvirtHook.PATH);
    assertThat(differences()).containsExactly(LibvirtHook.PATH + " is not as it should be");
    lab.apply(NET);
    assertThat(differences()).isEmpty();
    define("m", "st-1");
    host.sh("systemctl restart libvirtd; virsh -q start m");
    lab.clear();
    assertThat(host.run("ls -d /etc/libvirt/hooks").ok()).as("folders that we made").isFalse();
    host.sh("mkdir /etc/libvirt/hooks; virsh -q destroy m");
    undefine("m");
    assertThat(HostTrace.of(host)).containsExactlyInAnyOrderElementsOf(before);
  }
}
