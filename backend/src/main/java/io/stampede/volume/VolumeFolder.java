package io.stampede.volume;

import io.stampede.engine.Problem;
import io.stampede.engine.Work;
import io.stampede.host.HostLink;
import io.stampede.image.WholeAnswer;
import io.stampede.ssh.Command;
import io.stampede.ssh.RemotePath;
import io.stampede.ssh.SshFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What one host has of one volume: `/var/lib/stampede/volumes/<id>`.
final class VolumeFolder {
  static final RemotePath ALL = new RemotePath("/var/lib/stampede/volumes");
  private static final Duration QUICK = Duration.ofSeconds(20);

  /// Of a terabyte that is read or written as a whole.
  private static final Duration LONG = Duration.ofHours(6);

  private static final Pattern DISK =
      Pattern.compile(
          "disk ([0-9]{1,9})\\.(qcow2|raw) ([0-9]{1,18}) ([0-9]{1,18}) ([0-9]{1,6})"
              + " x([0-9a-f]{16})?.*");
  private static final Pattern PART = Pattern.compile("part ([0-9]{1,9}) ([0-9]{1,18})");
  private static final Pattern WIPED = Pattern.compile("wiped ([0-9]{1,9})");

  private final HostLink link;
  private final RemotePath folder;

  VolumeFolder(HostLink link, String volumeId) {
    this.link = link;
    this.folder = ALL.child(volumeId);
  }

  HostLink link() {
    return link;
  }

  /// Where a copy is when it is whole.
  static RemotePath disk(String volumeId, int number, VolumeFormat format) {
    return ALL.child(volumeId).child("disk-%d.%s".formatted(number, format.word()));
  }

  RemotePath part(int number) {
    return folder.child("part-" + number);
  }

  RemotePath upload() {
    return folder.child("upload");
  }

  OnHost look() throws SshFailure {
    var command = Command.script(VolumeScripts.LOOK, folder.value());
    var disks = new ArrayList<OnHost.Disk>();
    var parts = new ArrayList<OnHost.Part>();
    int wiped = 0;
    boolean hasLitter = false;
    for (var line : WholeAnswer.of(link, command, QUICK)) {
      var part = PART.matcher(line);
      var mark = WIPED.matcher(line);
      if (line.startsWith("disk ")) disks.add(disk(line));
      else if (part.matches()) parts.add(new OnHost.Part(number(part.group(1)), size(part, 2)));
      else if (mark.matches()) wiped = number(mark.group(1));
      else if (line.equals("litter")) hasLitter = true;
    }
    return new OnHost(disks, parts, wiped, hasLitter);
  }

  /// A disk that cannot be read is not one that is not there.
  private OnHost.Disk disk(String line) throws SshFailure {
    var disk = DISK.matcher(line);
    if (!disk.matches()) {
      throw new SshFailure(
          SshFailure.Reason.PROTOCOL, "%s says of a volume: %s".formatted(link.name(), line));
    }
    var format = VolumeFormat.valueOf(disk.group(2).toUpperCase(Locale.ROOT));
    long file = size(disk, 3);
    long bytes =
        switch (format) {
          case RAW -> file;
          case QCOW2 -> disk.group(6) == null ? 0 : Long.parseUnsignedLong(disk.group(6), 16);
        };
    return new OnHost.Disk(
        number(disk.group(1)), format, bytes, file, size(disk, 4) * size(disk, 5));
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  private static long size(java.util.regex.Matcher line, int group) {
    return Long.parseLong(line.group(group));
  }

  /// Makes the folder.
  ///
  /// @return bytes that are free there
  long prepare() throws SshFailure {
    var kib = run(VolumeScripts.PREPARE, QUICK, folder.value()).strip();
    return kib.matches("[0-9]{1,15}") ? Long.parseLong(kib) << 10 : Long.MAX_VALUE;
  }

  /// Runs one of [VolumeScripts], of which the first parameter is the folder.
  void script(String script, String... parameters) throws SshFailure {
    var all = new ArrayList<>(List.of(folder.value()));
    all.addAll(List.of(parameters));
    run(script, LONG, all.toArray(String[]::new));
  }

  /// The same for one that has none.
  void plain(String script, String... parameters) throws SshFailure {
    run(script, LONG, parameters);
  }

  private String run(String script, Duration deadline, String... parameters) throws SshFailure {
    var result = link.remote().exec(Command.script(script, parameters), deadline);
    if (result.ok()) return result.out();
    var error = result.err().strip();
    Work.note(error);
    throw new SshFailure(SshFailure.Reason.FILE, error);
  }

  String sha256(RemotePath file) throws SshFailure {
    var command = Command.of("sha256sum", "--", file.value());
    Work.note("%s$ %s".formatted(link.name(), command));
    var sum = link.remote().exec(command, LONG);
    var out = sum.out();
    boolean isSum = sum.ok() && out.matches("(?s)[0-9a-f]{64} .*");
    if (!isSum) throw new SshFailure(SshFailure.Reason.FILE, sum.err().strip());
    return out.substring(0, 64);
  }

  void remove() throws SshFailure {
    run("rm -rf -- \"$1\"", QUICK, folder.value());
  }

  /// What a person can do about a script that failed; empty when it is as any failure.
  static Optional<Problem> problem(SshFailure failure, VolumeSpec spec, String host) {
    var error = String.valueOf(failure.getMessage());
    if (error.contains("No space left") || error.contains("Disk quota")) {
      return Optional.of(
          Problem.capacity(
              "no-space",
              "%s has no space for volume %s: %s".formatted(host, spec.name(), error),
              "free space in /var/lib/stampede on " + host + ", or choose another host"));
    }
    if (error.contains("qemu-img") && error.contains("not found")) {
      return Optional.of(
          Problem.host(
              "no-qemu-img",
              host + " has no qemu-img",
              "install it there (Debian: apt install qemu-utils)"));
    }
    if (error.contains("lock")) {
      return Optional.of(
          Problem.host(
              "in-use",
              "volume %s is in use on %s: %s".formatted(spec.name(), host, error),
              "detach it, or switch off who uses it"));
    }
    return Optional.empty();
  }
}
