package io.stampede.onboard;

import io.stampede.onboard.CheckRow.Severity;
import java.util.List;
import java.util.regex.Pattern;

/// The system itself: what it is, and how much of it there is.
final class SystemChecks {
  private static final Pattern KERNEL = Pattern.compile("(\\d{1,3})\\.(\\d{1,3}).*");
  private static final long KIB_PER_MIB = 1024;
  private static final long LITTLE_MIB = 900;

  private SystemChecks() {}

  static List<Check> all() {
    return List.of(
        Check.of(
            "os",
            "Operating system",
            Severity.MUST,
            Part.SYSTEM,
            "Hosts are Linux machines.",
            SystemChecks::os),
        Check.of(
            "kernel",
            "Kernel",
            Severity.SHOULD,
            Part.SYSTEM,
            "nftables, overlay file systems and VXLAN want Linux 4.19 or newer.",
            SystemChecks::kernel),
        Check.of(
            "architecture",
            "Architecture",
            Severity.MUST,
            Part.SYSTEM,
            "What the console brings along is built for x86_64 and aarch64.",
            SystemChecks::architecture),
        Check.of(
            "init",
            "systemd",
            Severity.SHOULD,
            Part.SYSTEM,
            "Docker and libvirt are started with the host by systemd; elsewhere you see to it.",
            SystemChecks::init),
        Check.of(
            "memory",
            "Memory",
            Severity.SHOULD,
            Part.SYSTEM,
            "Docker, libvirt and the network take about 300 MiB before the first workload.",
            SystemChecks::memory),
        Check.of(
            "cgroups",
            "Control groups",
            Severity.SHOULD,
            Part.SYSTEM,
            "Limits of memory and CPU are kept by control groups.",
            SystemChecks::cgroups));
  }

  private static Verdict os(Seen seen) {
    if (!seen.probed().says("uname", "Linux")) {
      return Verdict.failed("it is " + named(seen.text("uname")), "choose a Linux machine");
    }
    return Verdict.ok(named(seen.text("os")));
  }

  private static String named(String text) {
    return text.isEmpty() ? "unnamed" : text;
  }

  private static Verdict kernel(Seen seen) {
    var m = KERNEL.matcher(seen.text("kernel"));
    if (!m.matches()) return Verdict.unknown("it does not say its version");
    int major = Integer.parseInt(m.group(1));
    int minor = Integer.parseInt(m.group(2));
    boolean old = major < 4 || major == 4 && minor < 19;
    return old
        ? Verdict.failed("Linux " + seen.text("kernel"), "update the system, and reboot")
        : Verdict.ok("Linux " + seen.text("kernel"));
  }

  private static Verdict architecture(Seen seen) {
    return switch (seen.text("architecture")) {
      case "x86_64", "aarch64" -> Verdict.ok(seen.text("architecture"));
      case "" -> Verdict.unknown("it does not say which");
      default ->
          Verdict.failed(
              seen.text("architecture"),
              "choose a machine with a 64-bit processor of Intel, AMD or Arm");
    };
  }

  private static Verdict init(Seen seen) {
    return switch (seen.text("init")) {
      case "systemd" -> Verdict.ok("process 1 is systemd");
      case "" -> Verdict.unknown("it does not say what process 1 is");
      default ->
          Verdict.failed(
              "process 1 is " + seen.text("init"),
              "see to it that Docker starts with the host, as with: "
                  + Distribution.ALPINE.enable("docker"));
    };
  }

  private static Verdict memory(Seen seen) {
    var kib = seen.probed().number("memory");
    if (kib.isEmpty()) return Verdict.unknown("it does not say how much");
    long mib = kib.getAsLong() / KIB_PER_MIB;
    return mib < LITTLE_MIB
        ? Verdict.failed(mib + " MiB", "give it 1 GiB or more")
        : Verdict.ok(mib + " MiB");
  }

  private static Verdict cgroups(Seen seen) {
    var controllers = " " + seen.text("controllers") + " ";
    return switch (seen.text("cgroups")) {
      case "2" ->
          controllers.contains(" memory ") && controllers.contains(" cpu ")
              ? Verdict.ok("version 2")
              : Verdict.failed(
                  "version 2, with the controllers " + named(seen.text("controllers")),
                  "add “cgroup_enable=memory” to the kernel's command line, and reboot");
      case "1" ->
          controllers.contains(" memory ")
              ? Verdict.ok("version 1")
              : Verdict.failed(
                  "version 1, without a memory controller",
                  "add “cgroup_enable=memory swapaccount=1” to the kernel's command line, and reboot");
      default ->
          Verdict.failed("none mounted", "mount -t cgroup2 none /sys/fs/cgroup, or start systemd");
    };
  }
}
