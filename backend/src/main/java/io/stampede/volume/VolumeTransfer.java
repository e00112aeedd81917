package io.stampede.volume;

import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import io.stampede.engine.Work;
import io.stampede.host.HostLink;
import io.stampede.ssh.Command;
import io.stampede.ssh.RemotePath;
import io.stampede.ssh.SshFailure;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/// A volume on its way from one host to another. The bytes pass the console and are not kept there;
/// what has arrived stays, and the next try goes on behind it.
final class VolumeTransfer {
  static final Problem OUTDATED =
      Problem.request("outdated", "stopped, since the goal has changed", "");

  private static final Duration END = Duration.ofSeconds(30);

  private final VolumeFolder source;
  private final VolumeFolder target;
  private final RemotePath from;
  private final RemotePath part;
  private final RemotePath to;
  private final VolumeSpec spec;

  VolumeTransfer(HostLink source, HostLink target, String volumeId, VolumeSpec spec) {
    var copies = spec.copies();
    this.source = new VolumeFolder(source, volumeId);
    this.target = new VolumeFolder(target, volumeId);
    this.from = VolumeFolder.disk(volumeId, copies.from().orElseThrow().number(), spec.format());
    this.part = this.target.part(copies.number());
    this.to = VolumeFolder.disk(volumeId, copies.number(), spec.format());
    this.spec = spec;
  }

  Outcome send() throws SshFailure {
    var files = target.link().remote().files();
    if (files.stat(to).isPresent()) return Outcome.done();
    var there = source.link().remote().files().stat(from);
    if (there.isEmpty()) return Outcome.again(gone());
    long size = there.get().size();
    long free = target.prepare();
    long offset = files.stat(part).map(file -> file.size()).orElse(0L);
    if (offset > size) {
      files.delete(part);
      offset = 0;
    }
    if (size - offset > free) return Outcome.stuck(noSpace(size - offset, free));
    var tail = Command.of("tail", "-c", "+" + (offset + 1), "--", from.value());
    Work.note("%s$ %s | sftp → %s:%s".formatted(source.link().name(), tail, host(), part));
    try (var running = source.link().remote().start(tail);
        var content = new Heeding(running.stdout())) {
      files.write(part, offset, content, sent -> progress(sent, size));
      int status = running.waitFor(END);
      if (status != 0) {
        throw new SshFailure(
            SshFailure.Reason.CUT, "reading the volume ended with status " + status);
      }
      return Outcome.done();
    } catch (SshFailure e) {
      throw e;
    } catch (IOException e) {
      throw new SshFailure(SshFailure.Reason.CUT, "the volume was not sent: " + e.getMessage(), e);
    }
  }

  private void progress(long sent, long size) {
    Work.progress(
        size == 0 ? 100 : (int) (sent * 100 / size), "moving " + spec.name() + " to " + host());
  }

  Outcome check() throws SshFailure {
    var files = target.link().remote().files();
    if (files.stat(part).isEmpty() && files.stat(to).isPresent()) return Outcome.done();
    if (source.sha256(from).equals(target.sha256(part))) {
      target.plain(VolumeScripts.NAME, part.value(), to.value());
      return Outcome.done();
    }
    files.delete(part);
    return Outcome.again(
        Problem.host(
            "copy-damaged",
            "the copy of volume %s on %s differs from the first; it was thrown away"
                .formatted(spec.name(), host()),
            "it is copied again; check the disk of " + host() + " if this repeats"),
        Duration.ofSeconds(10));
  }

  private String host() {
    return target.link().name();
  }

  private Problem gone() {
    return Problem.host(
        "disk-lost",
        "the disk of volume %s is gone from %s".formatted(spec.name(), source.link().name()),
        "look there below " + VolumeFolder.ALL);
  }

  private Problem noSpace(long missing, long free) {
    return Problem.capacity(
        "no-space",
        "%s has %d MiB free in %s, %d MiB are needed for volume %s"
            .formatted(host(), free >> 20, VolumeFolder.ALL, missing >> 20, spec.name()),
        "free space on %s, or cancel the move".formatted(host()));
  }

  static boolean isUnwanted(SshFailure failure) {
    return failure.getCause() instanceof GoalChanged;
  }

  private static final class GoalChanged extends IOException {
    private static final long serialVersionUID = 1;
  }

  /// Ends early when nobody wants the content any more.
  private static final class Heeding extends FilterInputStream {
    Heeding(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (Work.outdated()) throw new GoalChanged();
      return super.read(buffer, offset, length);
    }
  }
}
