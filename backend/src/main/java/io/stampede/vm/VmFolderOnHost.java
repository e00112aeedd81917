package io.stampede.vm;

import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Work;
import io.stampede.host.HostLink;
import io.stampede.image.ImageFormat;
import io.stampede.image.SshImageHost;
import io.stampede.image.WholeAnswer;
import io.stampede.ssh.Command;
import io.stampede.ssh.RemotePath;
import io.stampede.ssh.RunningCommand;
import io.stampede.ssh.SshFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a machine has in the host's file system: `/var/lib/stampede/vm/<id>`.
final class VmFolderOnHost {
  private static final RemotePath ALL = new RemotePath("/var/lib/stampede/vm");
  private static final Duration QUICK = Duration.ofSeconds(20);
  private static final Duration LONG = Duration.ofHours(1);

  /// $1 the folder, $2 the image without its ending, $3 the screen's socket or nothing, $4 the disc
  /// without its ending
  private static final String LOOK =
      """
      [ -d "$1" ] && echo folder
      [ -f "$1/disk.qcow2" ] && echo disk
      for format in qcow2 raw; do [ -f "$2.$format" ] && echo "image $format"; done
      for format in iso qcow2 raw; do [ -f "$4.$format" ] && echo "disc $format"; done
      for drive in "$1"/drive-*.iso; do [ -f "$drive" ] && echo "${drive##*/}"; done
      [ -n "$3" ] && [ -S "$3" ] && echo "born $(stat -c %i-%Y "$3")"
      for socket in libvirt-sock virtqemud-sock; do
        [ -S /run/libvirt/$socket ] && echo socket
      done
      for program in libvirtd virtqemud; do
        if command -v $program >/dev/null || [ -x /usr/sbin/$program ]; then echo hypervisor; fi
      done
      [ -d /var/lib/stampede/libvirt ] && echo hypervisor
      echo that is all
      """;

  /// Never overwrites a disk. QEMU's own user must be able to pass the folders. A host without QEMU
  /// has it in our component. $1 the folder, $2 the image without its ending, or nothing for a
  /// blank disk, $3 the size or nothing, $4 whether it is to be based on nothing
  private static final String CREATE =
      """
      set -e
      umask 022
      qemu_img() {
        if ! command -v qemu-img >/dev/null && [ -d /var/lib/stampede/libvirt ]
        then docker exec stampede-libvirt qemu-img "$@"
        else qemu-img "$@"
        fi
      }
      mkdir -p "$1"
      chmod 711 "${1%/*/*}" "${1%/*}" "$1"
      [ ! -e "$1/disk.qcow2" ] || exit 0
      if [ -z "$2" ]; then
        rm -f "$1/disk.part"
        qemu_img create -q -f qcow2 "$1/disk.part" "$3"
        mv -n "$1/disk.part" "$1/disk.qcow2"
        exit 0
      fi
      for format in qcow2 raw; do
        [ -f "$2.$format" ] || continue
        rm -f "$1/disk.part"
        if [ -n "$4" ]; then
          qemu_img convert -f $format -O qcow2 "$2.$format" "$1/disk.part"
          [ -z "$3" ] || qemu_img resize -q -f qcow2 "$1/disk.part" "$3"
        else
          qemu_img create -q -f qcow2 -F $format -b "$2.$format" "$1/disk.part" $3
        fi
        mv -n "$1/disk.part" "$1/disk.qcow2"
        exit 0
      done
      echo "the image $2 is not on the host" >&2
      exit 1
      """;

  /// $1 the folder, all else the files of drives that stay
  private static final String TIDY =
      """
      folder=$1
      shift
      for drive in "$folder"/drive-*.iso; do
        [ -f "$drive" ] || continue
        for stays in "$@"; do [ "${drive##*/}" = "$stays" ] && continue 2; done
        rm -f -- "$drive"
      done
      """;

  /// $1 the folder, $2 the log without its ending, or nothing
  private static final String REMOVE =
      """
      [ -z "$2" ] || rm -f -- "$2.log" "$2.log.0" "$2.log.1" "$2.log.2"
      rm -rf -- "$1"
      """;

  private static final Pattern DRIVE = Pattern.compile("drive-([0-9a-f]{16})\\.iso");

  /// Whoever runs QEMU is made its owner by libvirt.
  private static final int DRIVE_MODE = 0600;

  private static final String LOGS = "/var/log/libvirt/qemu/";

  private final HostLink link;
  private final RemotePath folder;

  VmFolderOnHost(HostLink link, ResourceId id) {
    this.link = link;
    this.folder = ALL.child(id.value());
  }

  RemotePath path() {
    return folder;
  }

  /// @param disc the format of the finished copy of the image in its CD drive
  /// @param born tells this run's screen socket from the next one's
  /// @param socket whether libvirt listens there
  /// @param installed whether there is a libvirt that could listen
  record Seen(
      VmFacts.Files files,
      Optional<ImageFormat> disc,
      Optional<String> born,
      boolean socket,
      boolean installed) {}

  Seen look(VmSpec spec, Optional<String> vncSocket) throws SshFailure {
    // what was not made here has no image
    var image = spec.image().isEmpty() ? "none" : spec.image();
    var disc = spec.storage().cdrom().orElse("none");
    var command =
        Command.script(LOOK, folder.value(), base(image), vncSocket.orElse(""), base(disc));
    var lines = WholeAnswer.of(link, command, QUICK);
    var files =
        new VmFacts.Files(
            lines.contains("folder"),
            lines.contains("disk"),
            format(lines, "image "),
            drives(lines));
    return new Seen(
        files,
        format(lines, "disc "),
        born(lines),
        lines.contains("socket"),
        lines.contains("hypervisor"));
  }

  private static List<String> drives(List<String> lines) {
    return lines.stream()
        .map(DRIVE::matcher)
        .filter(Matcher::matches)
        .map(drive -> drive.group(1))
        .toList();
  }

  private static Optional<ImageFormat> format(List<String> lines, String of) {
    for (var format : ImageFormat.values()) {
      if (lines.contains(of + format.word())) return Optional.of(format);
    }
    return Optional.empty();
  }

  private static Optional<String> born(List<String> lines) {
    return lines.stream()
        .filter(line -> line.matches("born [0-9]{1,20}-[0-9]{1,20}"))
        .map(line -> line.substring("born ".length()))
        .findFirst();
  }

  /// Empty when the disk is there.
  Optional<Problem> createDisk(VmStep.CreateDisk step) throws SshFailure {
    var size = step.gib().isPresent() ? step.gib().getAsInt() + "G" : "";
    var whole = step.whole() ? "whole" : "";
    var command = Command.script(CREATE, folder.value(), base(step.image()), size, whole);
    Work.note(
        "$ qemu-img %s %s.* %s/disk.qcow2 %s"
            .formatted(
                step.whole() ? "convert -O qcow2" : "create -f qcow2 -b",
                base(step.image()),
                folder,
                size));
    var result = link.remote().exec(command, step.whole() ? LONG : QUICK);
    if (result.ok()) return Optional.empty();
    Work.note(result.err().strip());
    return Optional.of(problem(step.name(), result.err().strip()));
  }

  private Problem problem(VmName name, String error) {
    if (error.contains("No space left")) {
      return Problem.capacity(
          "no-space",
          "%s has no space for the disk of %s: %s".formatted(link.name(), name, error),
          "free space in /var/lib/stampede on " + link.name() + ", or choose another host");
    }
    if (error.contains("qemu-img") && error.contains("not found")) {
      return Problem.host(
          "no-qemu-img",
          link.name() + " has no qemu-img",
          "install it there (Debian: apt install qemu-utils)");
    }
    return Problem.host(
        "disk-failed",
        "%s cannot create the disk of %s: %s".formatted(link.name(), name, error),
        "look at the disk of " + link.name());
  }

  /// Whole, or not at all. What is in it is not noted.
  void bring(Drive drive) throws SshFailure {
    var path = folder.child(Drive.file(drive.print()));
    Work.note("sftp %d bytes → %s".formatted(drive.image().size(), path));
    link.remote().files().replace(path, drive.image().toArray(), DRIVE_MODE);
  }

  /// Drives of earlier starts go.
  ///
  /// @param stays the print of the one that is not
  /// @param held prints of those that snapshots go back to
  void tidy(Optional<String> stays, List<String> held) throws SshFailure {
    var words =
        Stream.of(Stream.of(folder.value()), stays.stream(), held.stream())
            .flatMap(all -> all)
            .distinct()
            .map(word -> word.startsWith("/") ? word : Drive.file(word))
            .toArray(String[]::new);
    var command = Command.script(TIDY, words);
    var result = link.remote().exec(command, QUICK);
    if (!result.ok()) throw new SshFailure(SshFailure.Reason.FILE, result.err().strip());
  }

  /// @param log also QEMU's own log of a domain of this name
  void remove(Optional<VmName> log) throws SshFailure {
    var command = Command.script(REMOVE, folder.value(), log.map(name -> LOGS + name).orElse(""));
    Work.note("$ rm -rf " + folder + log.map(name -> " " + LOGS + name + ".log*").orElse(""));
    var result = link.remote().exec(command, QUICK);
    if (!result.ok()) throw new SshFailure(SshFailure.Reason.FILE, result.err().strip());
  }

  /// The serial console's last lines, and what is added to them.
  RunningCommand tail(int lines, boolean follow) throws SshFailure {
    return tail(folder.child("console.log").value(), lines, follow);
  }

  RunningCommand tail(String log, int lines, boolean follow) throws SshFailure {
    var count = Integer.toString(Math.clamp(lines, 0, 100_000));
    return link.remote()
        .start(
            follow
                ? Command.of("tail", "-n", count, "-F", "--", log)
                : Command.of("tail", "-n", count, "--", log));
  }

  private static String base(String image) {
    return image.isEmpty() ? "" : SshImageHost.FOLDER.child(image).value();
  }
}
