package io.stampede.volume;

import io.stampede.client.Content;
import io.stampede.client.Refused;
import io.stampede.host.HostLink;
import io.stampede.image.Qcow2Header;
import io.stampede.ssh.Command;
import io.stampede.ssh.RemoteFiles.FileFacts;
import io.stampede.ssh.RemotePath;
import io.stampede.ssh.RunningCommand;
import io.stampede.ssh.SshFailure;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HexFormat;
import java.util.OptionalLong;

/// The bytes of a volume, in and out. They pass the console and are not kept there.
final class VolumeContent {
  private static final Duration QUICK = Duration.ofSeconds(20);

  /// What a file of qcow2 may have beside its content.
  private static final long EXTRA = 16L << 20;

  private final HostLink link;
  private final VolumeFolder folder;
  private final RemotePath disk;
  private final VolumeSpec spec;

  VolumeContent(HostLink link, String volumeId, VolumeSpec spec) {
    this.link = link;
    this.folder = new VolumeFolder(link, volumeId);
    this.disk = VolumeFolder.disk(volumeId, spec.number(), spec.format());
    this.spec = spec;
  }

  /// @param check see [VolumeHost#upload]
  /// @throws Refused when they are no disk, or too large for it
  void take(InputStream content, Runnable check) throws SshFailure {
    if (folder.look().disk(spec.number()).isEmpty()) throw notReady();
    long most = Math.min(spec.bytes() + spec.bytes() / 256 + EXTRA, folder.prepare());
    var files = link.remote().files();
    try {
      try {
        files.write(folder.upload(), 0, new Bounded(content, most), _ -> {});
      } catch (SshFailure e) {
        if (e.getCause() instanceof TooMuch) throw tooLarge();
        throw e;
      }
      var format = format();
      check.run();
      folder.script(
          VolumeScripts.TAKE,
          disk.value(),
          spec.format().word(),
          Integer.toString(spec.sizeGib().orElseThrow()),
          format.word());
    } finally {
      files.delete(folder.upload());
    }
  }

  /// Looks at the first bytes before QEMU does: one of qcow2 that names another file would reach
  /// into those of the host.
  private VolumeFormat format() throws SshFailure {
    var start = start();
    if (!Qcow2Header.isQcow2(start)) {
      var file = link.remote().files().stat(folder.upload());
      if (file.map(FileFacts::size).orElse(0L) > spec.bytes()) throw tooLarge();
      return VolumeFormat.RAW;
    }
    var header = Qcow2Header.parse(start);
    if (!header.faults().isEmpty()) {
      throw bad("not-a-disk", "cannot be used: " + String.join(", ", header.faults()));
    }
    if (header.backing() || header.dataFile()) {
      throw bad("backing-file", "refers to another file");
    }
    if (header.virtualSize() > spec.bytes()) throw tooLarge();
    return VolumeFormat.QCOW2;
  }

  private byte[] start() throws SshFailure {
    var command =
        Command.of(
            "od", "-An", "-v", "-tx1", "-N" + Qcow2Header.LENGTH, "--", folder.upload().value());
    var result = link.remote().exec(command, QUICK);
    var hex = result.out().replaceAll("\\s", "");
    if (!result.ok() || !hex.matches("([0-9a-f]{2})*")) {
      throw new SshFailure(SshFailure.Reason.PROTOCOL, "cannot read what was uploaded");
    }
    return HexFormat.of().parseHex(hex);
  }

  private Refused notReady() {
    return Refused.conflict(
        "not-ready", "volume %s is not there yet".formatted(spec.name()), "wait until it is ready");
  }

  private Refused tooLarge() {
    return bad(
        "too-large", "is more than the %d GiB of the volume".formatted(spec.sizeGib().orElse(0)));
  }

  private Refused bad(String code, String what) {
    return Refused.field(
        "content",
        code,
        "the content for %s %s".formatted(spec.name(), what),
        code.equals("too-large") ? "enlarge the volume first" : "give a plain qcow2 or raw disk");
  }

  Content give() throws SshFailure {
    var before = link.remote().files().stat(disk);
    if (before.isEmpty()) throw notReady();
    var stamp = stamp();
    var running = link.remote().start(Command.of("cat", "--", disk.value()));
    var name = "%s.%s".formatted(spec.name(), spec.format().word());
    return new Content(name, OptionalLong.of(before.get().size()), new Outgoing(running, stamp));
  }

  /// Another when the file was written meanwhile.
  private String stamp() throws SshFailure {
    var result =
        link.remote().exec(Command.of("stat", "-c", "%i %s %y", "--", disk.value()), QUICK);
    if (!result.ok()) throw new SshFailure(SshFailure.Reason.FILE, result.err().strip());
    return result.out();
  }

  private static final class TooMuch extends IOException {
    private static final long serialVersionUID = 1;
  }

  private static final class Bounded extends FilterInputStream {
    private long left;

    Bounded(InputStream in, long most) {
      super(in);
      this.left = most;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = super.read(buffer, offset, length);
      left -= Math.max(0, n);
      if (left < 0) throw new TooMuch();
      return n;
    }
  }

  /// Fails at its end when the volume has changed since its beginning: a part of it is then of
  /// before, and a part of after.
  private final class Outgoing extends FilterInputStream {
    private final RunningCommand running;
    private final String stamp;
    private boolean over;

    Outgoing(RunningCommand running, String stamp) {
      super(running.stdout());
      this.running = running;
      this.stamp = stamp;
    }

    @Override
    public int read() throws IOException {
      int n = super.read();
      if (n < 0) end();
      return n;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = super.read(buffer, offset, length);
      if (n < 0) end();
      return n;
    }

    private void end() throws IOException {
      if (over) return;
      over = true;
      if (running.waitFor(QUICK) != 0) throw new IOException("the volume could not be read");
      if (!stamp().equals(stamp)) {
        throw new IOException("volume %s was changed meanwhile".formatted(spec.name()));
      }
    }

    @Override
    public void close() {
      running.close();
    }
  }
}
