package io.stampede.host;

import io.stampede.engine.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Which parts of a host do not work, and what to do about each. The codes are stable words:
/// `docker`, `libvirt`, `disk-read-only`, `disk-full`, `clock`.
final class HostHealth {
  private static final long LEAST_FREE_MIB = 1024;
  private static final int LEAST_FREE_PERCENT = 5;
  private static final Duration CLOCKS_MAY_DIFFER = Duration.ofMinutes(1);

  private HostHealth() {}

  /// @param clockAhead of ours; negative where it is behind
  static List<Problem> problems(
      String host, Survey said, Daemon docker, Daemon libvirt, Duration clockAhead) {
    var problems = new ArrayList<Problem>();
    if (docker instanceof Daemon.Silent(var why)) {
      problems.add(
          Problem.host(
              "docker",
              "Docker of %s does not answer: %s".formatted(host, why),
              "look at “systemctl status docker” there; “systemctl start docker” starts it"));
    }
    if (libvirt instanceof Daemon.Silent(var why)) {
      problems.add(
          Problem.host(
              "libvirt",
              "libvirt of %s does not answer: %s".formatted(host, why),
              "look at “systemctl status libvirtd” there; “systemctl restart libvirtd” starts it"
                  + " anew, which leaves running machines alone"));
    }
    disk(host, said, problems);
    clock(host, clockAhead, problems);
    return List.copyOf(problems);
  }

  private static void disk(String host, Survey said, List<Problem> problems) {
    if (said.diskReadOnly()) {
      problems.add(
          Problem.host(
              "disk-read-only",
              "the file system of %s that holds /var/lib/stampede is read-only".formatted(host),
              "look for disk errors in “dmesg” there, and mount it writable again"));
    }
    long free = said.diskFreeKib() / 1024;
    boolean tight = said.diskFreeKib() * 100 < said.diskTotalKib() * LEAST_FREE_PERCENT;
    if (free < LEAST_FREE_MIB || tight) {
      problems.add(
          Problem.capacity(
              "disk-full",
              "the disk of %s that holds /var/lib/stampede is nearly full: %s free of %d GiB"
                  .formatted(host, size(free), said.diskTotalKib() >> 20),
              "remove what is not needed: “docker system df” and “du -x” show what takes room"));
    }
  }

  private static String size(long mib) {
    return mib < 1024 ? mib + " MiB" : (mib >> 10) + " GiB";
  }

  private static void clock(String host, Duration ahead, List<Problem> problems) {
    if (ahead.abs().compareTo(CLOCKS_MAY_DIFFER) <= 0) return;
    problems.add(
        Problem.host(
            "clock",
            "the clock of %s is %d min %s that of this console"
                .formatted(
                    host,
                    Math.max(1, ahead.abs().toMinutes()),
                    ahead.isNegative() ? "behind" : "ahead of"),
            "“timedatectl set-ntp true” there keeps it right; if it is right, look at the clock"
                + " here"));
  }
}
