package io.stampede.image;

import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import io.stampede.engine.Work;
import io.stampede.host.HostLink;
import io.stampede.ssh.Command;
import io.stampede.ssh.RemotePath;
import io.stampede.ssh.SshFailure;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// A disk on its way from its host to the console: made whole there, fetched, compared, and thrown
/// away there.
final class DiskTake {
  private static final Duration DIGEST = Duration.ofMinutes(30);
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private static final Problem OUTDATED =
      Problem.request("outdated", "stopped, since the goal has changed", "");

  private final HostLink link;
  private final RemotePath whole;
  private final long reserve;

  DiskTake(HostLink link, String imageId, long reserve) {
    this.link = link;
    this.whole = SshImageHost.FOLDER.child(imageId + ".taken");
    this.reserve = reserve;
  }

  Outcome run(Disks.Found.At disk, Path to) throws IOException {
    try {
      new QemuImg(link)
          .flatten(
              new RemotePath(disk.path()),
              disk.format(),
              whole,
              reserve,
              percent -> Work.progress(percent / 2, "copying the disk on " + link.name()));
      fetch(to);
      var outcome = compared(to);
      link.remote().files().delete(whole);
      return outcome;
    } catch (QemuImg.Failed e) {
      return switch (e.problem().blame()) {
        case CAPACITY -> Outcome.stuck(e.problem());
        case REQUEST, HOST, BUG -> Outcome.again(e.problem(), AGAIN);
      };
    } catch (Unwanted _) {
      link.remote().files().delete(whole);
      return Outcome.again(OUTDATED);
    }
  }

  private void fetch(Path to) throws IOException {
    var files = link.remote().files();
    long size =
        files
            .stat(whole)
            .orElseThrow(() -> new SshFailure(SshFailure.Reason.FILE, "the copy is gone"))
            .size();
    long have = Files.exists(to) ? Files.size(to) : 0;
    if (have > size) {
      Files.delete(to);
      have = 0;
    }
    Work.note("sftp %s:%s → %s from byte %d".formatted(link.name(), whole, to, have));
    try (var out = new Heeding(RoomKeeper.append(to, reserve))) {
      files.read(
          whole,
          have,
          out,
          done ->
              Work.progress(
                  50 + ImageDownload.percent(done, size) / 2, "fetching from " + link.name()));
    } catch (SshFailure e) {
      if (e.getCause() instanceof Unwanted unwanted) throw unwanted;
      throw e;
    }
  }

  private Outcome compared(Path to) throws IOException {
    var command = Command.of("sha256sum", "--", whole.value());
    Work.note("$ " + command);
    var sum = link.remote().exec(command, DIGEST);
    if (!sum.ok()) throw new SshFailure(SshFailure.Reason.FILE, sum.err().strip());
    if (sum.out().startsWith(Checksum.of(to, "SHA-256") + " ")) return Outcome.done();
    Files.delete(to);
    return Outcome.again(
        Problem.host(
            "copy-damaged",
            "what was fetched of the disk on %s differs from it; it was thrown away"
                .formatted(link.name()),
            "it is fetched again; check the disks if this repeats"),
        AGAIN);
  }

  private static final class Unwanted extends IOException {
    private static final long serialVersionUID = 1;
  }

  /// Ends early when nobody wants the content any more.
  private static final class Heeding extends FilterOutputStream {
    Heeding(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (Work.outdated()) throw new Unwanted();
      out.write(bytes, offset, length);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }
  }
}
