package io.stampede.onboard;

import io.stampede.onboard.CheckRow.Severity;
import java.util.List;
import java.util.regex.Pattern;

/// The file system that holds `/var/lib/stampede`.
final class StorageChecks {
  private static final Pattern DF =
      Pattern.compile(".*\\s(\\d{1,18})\\s+\\d+\\s+(\\d{1,18})\\s+\\d+%\\s.*");
  private static final long KIB_PER_MIB = 1024;

  /// Less does not hold what the console brings along.
  private static final long LEAST_MIB = 1024;

  /// Less does not hold a few images.
  private static final long ENOUGH_MIB = 10 * 1024;

  private StorageChecks() {}

  static List<Check> all() {
    return List.of(
        Check.of(
            "disk-writable",
            "Disk can be written",
            Severity.MUST,
            Part.SYSTEM,
            "Images, disks and network files lie below /var/lib/stampede.",
            StorageChecks::writable),
        Check.of(
            "disk-space",
            "Disk space",
            Severity.MUST,
            Part.SYSTEM,
            "Below 1 GiB not even what the console brings along has room.",
            seen -> space(seen, LEAST_MIB, "free 1 GiB at least")),
        Check.of(
            "disk-room",
            "Room for images",
            Severity.SHOULD,
            Part.SYSTEM,
            "Cloud images take 0.5 to 3 GiB each, and each machine's disk grows from there.",
            seen -> space(seen, ENOUGH_MIB, "free 10 GiB, or mount a larger disk there")),
        Check.of(
            "disk-kind",
            "File system",
            Severity.SHOULD,
            Part.SYSTEM,
            "Disks of machines in memory are lost with it; on a network share they are slow.",
            StorageChecks::kind));
  }

  private static Verdict writable(Seen seen) {
    var options = "," + seen.text("mountoptions") + ",";
    var where = seen.text("diskpath");
    if (options.contains(",ro,")) {
      return Verdict.failed(
          "%s lies on a read-only file system (%s)".formatted(where, seen.text("mounttype")),
          "%smount -o remount,rw %s\nor mount a writable disk at /var/lib"
              .formatted(seen.sudo(), seen.text("mountpoint")));
    }
    return options.equals(",,") ? Verdict.unknown("it does not say") : Verdict.ok(where);
  }

  private static Verdict space(Seen seen, long leastMib, String fix) {
    var m = DF.matcher(" " + seen.text("disk") + " ");
    if (!m.matches()) return Verdict.unknown("it does not say how much is free");
    long free = Long.parseLong(m.group(2)) / KIB_PER_MIB;
    var found =
        "%s free of %s".formatted(size(free), size(Long.parseLong(m.group(1)) / KIB_PER_MIB));
    if (free >= leastMib) return Verdict.ok(found);
    return Verdict.failed(
        found,
        "%s at %s; what takes the most:\n%sdu -xh --max-depth=2 %s | sort -h | tail"
            .formatted(fix, seen.text("diskpath"), seen.sudo(), seen.text("mountpoint")));
  }

  /// Coarse, so that a host does not seem to change with every look.
  private static String size(long mib) {
    return mib < 1024 ? mib / 10 * 10 + " MiB" : mib / 1024 + " GiB";
  }

  private static Verdict kind(Seen seen) {
    var type = seen.text("mounttype");
    return switch (type) {
      case "" -> Verdict.unknown("it does not say which");
      case "tmpfs", "ramfs" ->
          Verdict.failed(type + ": in memory", "mount a disk at /var/lib/stampede");
      case "nfs", "nfs4", "cifs", "fuse.sshfs" ->
          Verdict.failed(
              type + ": over the network", "mount a disk of its own at /var/lib/stampede");
      default -> Verdict.ok(type);
    };
  }
}
