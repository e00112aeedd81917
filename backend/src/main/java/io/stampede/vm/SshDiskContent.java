package io.stampede.vm;

import io.stampede.client.Refused;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.host.HostLink;
import io.stampede.host.HostLinks;
import io.stampede.host.HostProblems;
import io.stampede.image.Qcow2Header;
import io.stampede.ssh.Command;
import io.stampede.ssh.RemotePath;
import io.stampede.ssh.RunningCommand;
import io.stampede.ssh.SshFailure;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Disks of machines on real hosts. Their bytes pass the console and are not kept there.
final class SshDiskContent implements DiskContent {
  private static final Duration QUICK = Duration.ofSeconds(20);
  private static final Duration LONG = Duration.ofMinutes(30);
  private static final int LONGEST_LINE = 200;

  /// A host without QEMU has it in our component.
  private static final String QEMU_IMG =
      """
      set -e
      qemu_img() {
        if ! command -v qemu-img >/dev/null && [ -d /var/lib/stampede/libvirt ]
        then docker exec stampede-libvirt qemu-img "$@"
        else qemu-img "$@"
        fi
      }
      """;

  /// Says size and checksum, then the bytes. QEMU's lock keeps it from a disk that is in use. $1
  /// the folder, $2 the snapshot or nothing
  private static final String EXPORT =
      QEMU_IMG
          + """
          umask 077
          part="$1/export-$$.qcow2"
          trap 'rm -f -- "$part"' EXIT
          trap 'exit 1' HUP INT PIPE TERM
          if [ -n "$2" ]
          then qemu_img convert -U -l "snapshot.name=$2" -O qcow2 "$1/disk.qcow2" "$part"
          else qemu_img convert -O qcow2 "$1/disk.qcow2" "$part"
          fi
          echo "$(stat -c %s -- "$part") $(sha256sum -- "$part" | cut -c1-64)"
          cat -- "$part"
          """;

  /// Never in place of a disk that is in use. $1 the folder, $2 what is to be its disk, $3 its size
  /// in GiB
  private static final String TAKE =
      QEMU_IMG
          + """
          qemu_img info -f qcow2 "$1/disk.qcow2" >/dev/null
          qemu_img check -q -f qcow2 "$2"
          qemu_img resize -q -f qcow2 "$2" "$3G"
          chown --reference="$1/disk.qcow2" "$2"
          chmod --reference="$1/disk.qcow2" "$2"
          mv -f -- "$2" "$1/disk.qcow2"
          """;

  private final HostLinks links;

  SshDiskContent(HostLinks links) {
    this.links = links;
  }

  private HostLink link(VmSpec spec) {
    return links
        .find(spec.hostId())
        .orElseThrow(() ->
            unreachable(
                Problem.host(
                    "not-connected",
                    "the host " + spec.hostId() + " is not connected",
                    "look at it under Hosts")));
  }

  private static Refused unreachable(Problem problem) {
    return new Refused(Refused.Reason.UNREACHABLE, problem, List.of());
  }

  @Override
  public Export take(ResourceId machine, VmSpec spec, Optional<String> snapshot) {
    var link = link(spec);
    var folder = new VmFolderOnHost(link, machine).path();
    try {
      var running =
          link.remote().start(Command.script(EXPORT, folder.value(), snapshot.orElse("")));
      var said = line(running);
      if (!said.matches("[0-9]{1,18} [0-9a-f]{64}")) {
        running.close();
        throw unreachable(
            Problem.host(
                "export-failed",
                "%s could not copy the disk of %s".formatted(link.name(), spec.name()),
                "look whether there is space in /var/lib/stampede on " + link.name()));
      }
      int space = said.indexOf(' ');
      return new Export(
          Long.parseLong(said.substring(0, space)),
          said.substring(space + 1),
          new Outgoing(running));
    } catch (SshFailure e) {
      throw unreachable(HostProblems.of(e, link.name()));
    } catch (IOException e) {
      throw unreachable(
          Problem.host("export-failed", link.name() + ": " + e.getMessage(), "try again"));
    }
  }

  private static String line(RunningCommand running) throws IOException {
    var text = new StringBuilder();
    while (text.length() < LONGEST_LINE) {
      int c = running.stdout().read();
      if (c < 0 || c == '\n') break;
      text.append((char) c);
    }
    return text.toString();
  }

  private static final class Outgoing extends FilterInputStream {
    private final RunningCommand running;

    Outgoing(RunningCommand running) {
      super(running.stdout());
      this.running = running;
    }

    @Override
    public void close() {
      running.close();
    }
  }

  @Override
  public void fill(ResourceId machine, VmSpec spec, InputStream disk) {
    var link = link(spec);
    var folder = new VmFolderOnHost(link, machine).path();
    var part = folder.child("import.part");
    var files = link.remote().files();
    try {
      try {
        files.write(part, 0, disk, _ -> {});
        check(link, spec, part);
        run(link, spec, Command.script(TAKE, folder.value(), part.value(), gib(spec)));
      } finally {
        files.delete(part);
      }
    } catch (SshFailure e) {
      if (e.getCause() instanceof BadArchive bad) throw DiskContent.refused(spec, bad);
      throw unreachable(HostProblems.of(e, link.name()));
    }
  }

  private static String gib(VmSpec spec) {
    return Integer.toString(spec.diskGib().orElseThrow());
  }

  private static void run(HostLink link, VmSpec spec, Command command) throws SshFailure {
    var result = link.remote().exec(command, LONG);
    if (result.ok()) return;
    throw unreachable(
        Problem.host(
            "import-failed",
            "%s could not take the disk of %s: %s"
                .formatted(link.name(), spec.name(), result.err().strip()),
            "look whether it is off, and whether there is space on " + link.name()));
  }

  /// Before QEMU looks at it: one that names another file would reach into those of the host.
  private static void check(HostLink link, VmSpec spec, RemotePath part) throws SshFailure {
    var start =
        link.remote()
            .exec(
                Command.of(
                    "od", "-An", "-v", "-tx1", "-N" + Qcow2Header.LENGTH, "--", part.value()),
                QUICK);
    var hex = start.out().replaceAll("\\s", "");
    if (!start.ok() || !hex.matches("([0-9a-f]{2})*")) {
      throw new SshFailure(SshFailure.Reason.PROTOCOL, "cannot read what was uploaded");
    }
    var bytes = HexFormat.of().parseHex(hex);
    if (!Qcow2Header.isQcow2(bytes))
      throw DiskContent.refused(spec, bad("not-a-disk", "holds no qcow2 disk"));
    var header = Qcow2Header.parse(bytes);
    if (!header.faults().isEmpty()) {
      throw DiskContent.refused(
          spec, bad("not-a-disk", "holds a disk of which " + header.faults().getFirst()));
    }
    if (header.backing() || header.dataFile()) {
      throw DiskContent.refused(
          spec, bad("backing-file", "holds a disk that refers to another file"));
    }
    long most = (long) spec.diskGib().orElseThrow() << 30;
    if (header.virtualSize() <= most) return;
    long gib = (header.virtualSize() + (1L << 30) - 1) >> 30;
    throw Refused.field(
        "content",
        "too-large",
        "the archive holds a disk of %d GiB, and %s has %d"
            .formatted(gib, spec.name(), spec.diskGib().orElseThrow()),
        "make a machine with a disk of %d GiB for it".formatted(gib));
  }

  private static BadArchive bad(String code, String what) {
    return new BadArchive(code, what);
  }
}
