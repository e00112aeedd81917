package io.stampede.onboard;

import io.stampede.onboard.CheckRow.Severity;
import java.util.List;

/// What virtual machines need.
final class MachineChecks {
  private MachineChecks() {}

  static List<Check> all() {
    return List.of(
        Check.of(
            "kvm",
            "CPU virtualization",
            Severity.SHOULD,
            Part.SYSTEM,
            "Without KVM machines are emulated: they run, about ten times slower.",
            MachineChecks::kvm),
        Check.of(
            "libvirt",
            "libvirt",
            Severity.NOTE,
            Part.SYSTEM,
            "Virtual machines are run by libvirt: the host's own, or one that the console brings.",
            MachineChecks::libvirt),
        Check.of(
            "machines",
            "Machines already there",
            Severity.NOTE,
            Part.SYSTEM,
            "They are left as they are; you may adopt them later, one by one or all.",
            MachineChecks::machines),
        Check.of(
                "tun",
                "TUN device",
                Severity.SHOULD,
                Part.SYSTEM,
                "Machines and user-space tunnels are plugged in through /dev/net/tun.",
                MachineChecks::tun)
            .fixedBy(
                new Fix(
                    "load the TUN driver",
                    "modprobe tun && [ -c /dev/net/tun ] || { echo 'no /dev/net/tun came' >&2; exit 1; }",
                    List.of("modprobe tun"))));
  }

  private static Verdict kvm(Seen seen) {
    var cpu = seen.text("cpuvirt");
    if (seen.probed().says("kvm", "yes")) {
      return Verdict.ok(cpu.isEmpty() ? "KVM" : "KVM with " + cpu);
    }
    var found =
        seen.probed().says("kvm", "denied")
            ? "/dev/kvm is there, but not for user " + seen.spec().user()
            : cpu.isEmpty()
                ? "the CPU shows no virtualization"
                : "the CPU has %s, but there is no /dev/kvm".formatted(cpu);
    var fix =
        cpu.isEmpty()
            ? "switch virtualization (VT-x or AMD-V) on in its firmware; in a cloud, choose a type with nested virtualization"
            : "%smodprobe %s".formatted(seen.sudo(), cpu.equals("svm") ? "kvm_amd" : "kvm_intel");
    return Verdict.failed(found + ": machines will be emulated", fix);
  }

  private static Verdict libvirt(Seen seen) {
    var version = seen.text("libvirt");
    return version.isEmpty() ? Verdict.ok("none; the console brings its own") : Verdict.ok(version);
  }

  private static Verdict machines(Seen seen) {
    var count = seen.probed().number("domains");
    if (count.isEmpty()) return Verdict.unknown("only root can tell");
    return Verdict.ok(count.getAsLong() == 0 ? "none" : count.getAsLong() + " machines");
  }

  private static Verdict tun(Seen seen) {
    return switch (seen.text("tun")) {
      case "yes" -> Verdict.ok("there");
      case "loadable" ->
          Verdict.failed("its driver is not loaded", seen.sudo() + "modprobe tun")
              .fixableIf(seen.canBeRoot());
      default ->
          Verdict.failed("missing", "give the machine /dev/net/tun, or a kernel with CONFIG_TUN");
    };
  }
}
