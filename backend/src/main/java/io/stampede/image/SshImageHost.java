package io.stampede.image;

import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import io.stampede.engine.Sight;
import io.stampede.engine.Work;
import io.stampede.host.HostLink;
import io.stampede.host.HostLinks;
import io.stampede.host.HostProblems;
import io.stampede.ssh.Command;
import io.stampede.ssh.RemotePath;
import io.stampede.ssh.SshFailure;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Copies of images under `/var/lib/stampede/images`, over SSH.
public final class SshImageHost implements ImageHost {
  public static final RemotePath FOLDER = new RemotePath("/var/lib/stampede/images");
  private static final Duration QUICK = Duration.ofSeconds(20);
  private static final Duration DIGEST = Duration.ofMinutes(30);

  private static final Problem OUTDATED =
      Problem.request("outdated", "stopped, since the goal has changed", "");

  /// $1 the folder, $2 the image's id
  private static final String LOOK =
      """
      for format in qcow2 raw iso vmdk vhd vhdx; do
        [ -f "$1/$2.$format" ] && echo "format $format $(stat -c '%s %Y' "$1/$2.$format")"
      done
      [ -f "$1/$2.part" ] && echo "part $(stat -c %s "$1/$2.part")"
      echo that is all
      """;

  /// Makes the folders so that QEMU's user can pass, and prints the free space in KiB. $1 the
  /// folder
  private static final String PREPARE =
      """
      set -e
      mkdir -p "$1"
      chmod 711 "${1%/*}" "$1"
      df -Pk "$1" | awk 'NR == 2 { print $4 }'
      """;

  /// Gives the checked part its name. $1 the part, $2 the copy
  private static final String NAME =
      """
      set -e
      chmod 644 "$1"
      sync "$1"
      mv -f "$1" "$2"
      """;

  /// The path of its base stands in the first cluster of a disk: whoever has made such a disk, the
  /// copy stays as long as there is one. $1 the folder, $2 the image's id
  private static final String REMOVE =
      """
      base=$(find "${1%/*}" -type f -path "${1%/*}/v*" -size +1k -exec sh -c '
        for disk; do head -c 65536 "$disk" | grep -aqF "$0" && echo "$disk"; done' "$1/$2." {} +)
      [ -z "$base" ] || { echo "$base" | head -n 3; exit 3; }
      rm -f -- "$1/$2".*
      """;

  private static final int IN_USE = 3;
  private static final Pattern SEEN =
      Pattern.compile("format (?<format>[a-z0-9]+) (?<size>[0-9]{1,18}) (?<since>[0-9]{1,12})");

  /// A copy that is whole.
  private record Seen(ImageFormat format, long size, Instant since) {}

  private final HostLinks links;
  private final InstantSource clock;
  private final long reserve;

  public SshImageHost(HostLinks links, InstantSource clock) {
    this(links, clock, RoomKeeper.RESERVE);
  }

  /// @param reserve bytes that stay free on a host's disk when an image is converted there
  SshImageHost(HostLinks links, InstantSource clock, long reserve) {
    this.links = links;
    this.clock = clock;
    this.reserve = reserve;
  }

  /// Where a host has its copy of an image.
  public static RemotePath path(String imageId, ImageFormat format) {
    return FOLDER.child(imageId + "." + format.word());
  }

  private static RemotePath part(String imageId) {
    return FOLDER.child(imageId + ".part");
  }

  @Override
  public Sight<OnHost> look(String hostId, String imageId) {
    var link = links.find(hostId);
    if (link.isEmpty()) return new Sight.Unseen<>(noLink(hostId), clock.instant());
    try {
      var command = Command.script(LOOK, FOLDER.value(), imageId);
      var lines = WholeAnswer.of(link.get(), command, QUICK);
      var is =
          new OnHost(
              partSize(lines),
              found(lines, true).map(Seen::format),
              found(lines, false).map(Seen::format),
              found(lines, false).map(s -> OptionalLong.of(s.size())).orElse(OptionalLong.empty()),
              found(lines, false).map(Seen::since));
      return is.equals(OnHost.NOTHING)
          ? new Sight.Missing<>(clock.instant())
          : new Sight.Found<>(is, clock.instant());
    } catch (SshFailure e) {
      return new Sight.Unseen<>(HostProblems.of(e, link.get().name()), clock.instant());
    }
  }

  private static OptionalLong partSize(Iterable<String> lines) {
    for (var line : lines) {
      if (line.matches("part [0-9]{1,18}")) {
        return OptionalLong.of(Long.parseLong(line.substring("part ".length())));
      }
    }
    return OptionalLong.empty();
  }

  /// @param converted whether one that is yet to be converted
  private static Optional<Seen> found(List<String> lines, boolean converted) {
    return lines.stream()
        .map(SEEN::matcher)
        .filter(Matcher::matches)
        .flatMap(line ->
            Arrays.stream(ImageFormat.values())
                .filter(format -> format.word().equals(line.group("format")))
                .filter(format -> format.isConverted() == converted)
                .map(format ->
                    new Seen(
                        format,
                        Long.parseLong(line.group("size")),
                        Instant.ofEpochSecond(Long.parseLong(line.group("since"))))))
        .min(Comparator.comparing(Seen::format));
  }

  @Override
  public Outcome send(String hostId, String imageId, StoredImage source) {
    return onHost(hostId, link -> send(link, imageId, source));
  }

  private static Outcome send(HostLink link, String imageId, StoredImage source)
      throws IOException {
    var files = link.remote().files();
    var part = part(imageId);
    if (files.stat(path(imageId, source.format())).isPresent()) return Outcome.done();
    if (files.stat(path(imageId, source.format().onHost())).isPresent()) return Outcome.done();
    long free = prepare(link);
    var there = files.stat(part);
    long offset = there.map(file -> file.size()).orElse(0L);
    if (offset > source.sizeBytes()) {
      files.delete(part);
      offset = 0;
    }
    long missing = source.sizeBytes() - offset;
    if (missing > free) return noSpace(link, missing, free);
    Work.note("sftp %s → %s:%s from byte %d".formatted(source.file(), link.name(), part, offset));
    try (var content = new Heeding(Files.newInputStream(source.file()))) {
      content.skipNBytes(offset);
      var pace = new Pace(System.nanoTime(), offset);
      files.write(part, offset, content, new Progress(link.name(), source.sizeBytes(), pace)::sent);
    }
    return Outcome.done();
  }

  private static long prepare(HostLink link) throws SshFailure {
    var result = link.remote().exec(Command.script(PREPARE, FOLDER.value()), QUICK);
    if (!result.ok()) {
      throw new SshFailure(
          SshFailure.Reason.FILE, "cannot make %s: %s".formatted(FOLDER, result.err().strip()));
    }
    var kib = result.out().strip();
    return kib.matches("[0-9]{1,15}") ? Long.parseLong(kib) << 10 : Long.MAX_VALUE;
  }

  private static Outcome noSpace(HostLink link, long missing, long free) {
    return new Outcome.Stuck(
        Problem.capacity(
            "no-space",
            "%s has %d MiB free in %s, %d MiB are needed for the image"
                .formatted(link.name(), free >> 20, FOLDER, missing >> 20),
            "free space on " + link.name() + ", or choose another host"));
  }

  @Override
  public Optional<String> fetch(String hostId, String imageId, StoredImage source, ImageUrl url) {
    var link = links.find(hostId);
    if (link.isEmpty()) return Optional.of(noLink(hostId).message());
    try {
      var begun = link.get().remote().files().stat(part(imageId));
      if (begun.isPresent()) return Optional.of("a part of it is there already");
      prepare(link.get());
      return new HostFetch(link.get(), part(imageId), source).run(url);
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Outcome check(String hostId, String imageId, StoredImage source) {
    return onHost(hostId, link -> check(link, imageId, source));
  }

  private static Outcome check(HostLink link, String imageId, StoredImage source)
      throws IOException {
    var copy = path(imageId, source.format());
    var part = part(imageId);
    var files = link.remote().files();
    if (files.stat(part).isEmpty() && files.stat(copy).isPresent()) return Outcome.done();
    var command = Command.of("sha256sum", "--", part.value());
    Work.note("$ " + command);
    var sum = link.remote().exec(command, DIGEST);
    if (!sum.ok()) throw new SshFailure(SshFailure.Reason.FILE, sum.err().strip());
    if (!sum.out().startsWith(source.sha256() + " ")) {
      files.delete(part);
      return new Outcome.Again(
          Duration.ofSeconds(10),
          Problem.host(
              "copy-damaged",
              "the copy of image %s on %s differs from the console's; it was thrown away"
                  .formatted(imageId, link.name()),
              "it is copied again; check the disk of " + link.name() + " if this repeats"));
    }
    var fault = fault(link, part, source.format());
    if (fault.isPresent()) return fault.get();
    var named = link.remote().exec(Command.script(NAME, part.value(), copy.value()), QUICK);
    if (!named.ok()) throw new SshFailure(SshFailure.Reason.FILE, named.err().strip());
    return Outcome.done();
  }

  /// Whatever the console made of it: QEMU itself must not find that it leads elsewhere.
  private static Optional<Outcome> fault(HostLink link, RemotePath part, ImageFormat format)
      throws SshFailure {
    if (format.qemu().equals(ImageFormat.RAW.qemu())) return Optional.empty();
    try {
      var faults = new QemuImg(link).info(part, format).faults();
      if (faults.isEmpty()) return Optional.empty();
      return Optional.of(
          new Outcome.Stuck(
              Problem.request(
                  "unsafe-image",
                  "the image must not be used on %s: %s"
                      .formatted(link.name(), String.join(", ", faults)),
                  "remove it, and give a plain one, as qemu-img convert makes it")));
    } catch (QemuImg.Failed e) {
      return Optional.of(Outcome.again(e.problem(), Duration.ofSeconds(5)));
    }
  }

  @Override
  public Outcome convert(String hostId, String imageId, ImageFormat from) {
    return onHost(hostId, link -> convert(link, imageId, from));
  }

  private Outcome convert(HostLink link, String imageId, ImageFormat from) throws SshFailure {
    var original = path(imageId, from);
    if (link.remote().files().stat(original).isEmpty()) return Outcome.done();
    try {
      new QemuImg(link)
          .convert(
              original,
              from,
              path(imageId, from.onHost()),
              reserve,
              percent -> Work.progress(percent, "converting on " + link.name()));
      return Outcome.done();
    } catch (QemuImg.Failed e) {
      return switch (e.problem().blame()) {
        case CAPACITY -> Outcome.stuck(e.problem());
        case REQUEST, HOST, BUG -> Outcome.again(e.problem(), Duration.ofSeconds(5));
      };
    }
  }

  @Override
  public Outcome take(String imageId, Disks.Found.At disk, Path to) {
    return onHost(disk.host(), link -> new DiskTake(link, imageId, reserve).run(disk, to));
  }

  @Override
  public Outcome remove(String hostId, String imageId) {
    return onHost(
        hostId,
        link -> {
          var command = Command.script(REMOVE, FOLDER.value(), imageId);
          var result = link.remote().exec(command, QUICK);
          if (result.exitStatus() == IN_USE) return inUse(link, imageId, result.out().strip());
          if (!result.ok()) throw new SshFailure(SshFailure.Reason.FILE, result.err().strip());
          return Outcome.done();
        });
  }

  private static Outcome inUse(HostLink link, String imageId, String disks) {
    return Outcome.again(
        Problem.host(
            "in-use",
            "the copy of image %s on %s stays: a disk is based on it (%s)"
                .formatted(imageId, link.name(), disks),
            "remove that disk, or make it whole with qemu-img rebase"),
        Duration.ofSeconds(30));
  }

  private interface Move {
    Outcome on(HostLink link) throws IOException;
  }

  private Outcome onHost(String hostId, Move move) {
    var link = links.find(hostId);
    if (link.isEmpty()) return Outcome.again(noLink(hostId));
    var name = link.get().name();
    try {
      return move.on(link.get());
    } catch (SshFailure e) {
      return Outcome.again(
          e.getCause() instanceof GoalChanged ? OUTDATED : HostProblems.of(e, name));
    } catch (IOException e) {
      return Outcome.again(
          Problem.host("console-disk", "the console cannot read the image: " + e.getMessage(), ""));
    }
  }

  private static Problem noLink(String hostId) {
    return Problem.host(
        "not-connected", "the host " + hostId + " is not connected", "look at it under Hosts");
  }

  private record Progress(String host, long total, Pace pace) {
    void sent(long bytes) {
      var rate = pace.at(System.nanoTime(), bytes, OptionalLong.of(total));
      var doing = "copying to " + host + (rate.isEmpty() ? "" : ": " + rate);
      Work.progress(ImageDownload.percent(bytes, total), doing);
    }
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
