package io.stampede.demo;

import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import io.stampede.engine.Sight;
import io.stampede.engine.Work;
import io.stampede.image.Disks;
import io.stampede.image.ImageFormat;
import io.stampede.image.ImageHost;
import io.stampede.image.ImageUrl;
import io.stampede.image.StoredImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/// Copies of images on emulated hosts: their sizes only, no bytes.
public final class DemoImageHost implements ImageHost {
  private record Place(String host, String image) {}

  private final DemoReach hosts;
  private final InstantSource clock;
  private final ConcurrentMap<Place, OnHost> copies = new ConcurrentHashMap<>();

  public DemoImageHost(DemoReach hosts, InstantSource clock) {
    this.hosts = hosts;
    this.clock = clock;
  }

  /// The format of a finished copy.
  Optional<ImageFormat> finished(String hostId, String imageId) {
    return Optional.ofNullable(copies.get(new Place(hostId, imageId))).flatMap(OnHost::format);
  }

  @Override
  public Sight<OnHost> look(String hostId, String imageId) {
    var trouble = hosts.outage(hostId);
    if (trouble.isPresent()) return new Sight.Unseen<>(trouble.get(), clock.instant());
    var copy = copies.get(new Place(hostId, imageId));
    return copy == null
        ? new Sight.Missing<>(clock.instant())
        : new Sight.Found<>(copy, clock.instant());
  }

  @Override
  public Outcome send(String hostId, String imageId, StoredImage source) {
    return on(
        hostId,
        () -> {
          for (int percent = 0; percent <= 100; percent += 25) {
            Work.progress(percent, "copying");
            hosts.outage(hostId);
          }
          var part =
              new OnHost(OptionalLong.of(source.sizeBytes()), Optional.empty(), Optional.empty());
          copies.merge(
              new Place(hostId, imageId),
              part,
              (there, next) ->
                  there.format().isPresent() || there.arrived().isPresent() ? there : next);
          return Outcome.done();
        });
  }

  @Override
  public Optional<String> fetch(String hostId, String imageId, StoredImage source, ImageUrl url) {
    return Optional.of("an emulated host reaches nothing");
  }

  @Override
  public Outcome check(String hostId, String imageId, StoredImage source) {
    return on(
        hostId,
        () -> {
          var place = new Place(hostId, imageId);
          if (!copies.containsKey(place)) {
            return Outcome.again(Problem.host("file", "there is no copy of image " + imageId, ""));
          }
          var format = Optional.of(source.format());
          boolean converted = source.format() != source.format().onHost();
          copies.put(
              place,
              new OnHost(
                  OptionalLong.empty(),
                  converted ? format : Optional.empty(),
                  converted ? Optional.empty() : format));
          return Outcome.done();
        });
  }

  @Override
  public Outcome convert(String hostId, String imageId, ImageFormat from) {
    return on(
        hostId,
        () -> {
          Work.progress(50, "converting");
          var done = new OnHost(OptionalLong.empty(), Optional.empty(), Optional.of(from.onHost()));
          copies.computeIfPresent(new Place(hostId, imageId), (_, _) -> done);
          return Outcome.done();
        });
  }

  /// An empty disk.
  @Override
  public Outcome take(String imageId, Disks.Found.At disk, Path to) {
    return on(
        disk.host(),
        () -> {
          try (var file = new RandomAccessFile(to.toFile(), "rw")) {
            file.setLength(1 << 20);
            return Outcome.done();
          } catch (IOException e) {
            return Outcome.again(Problem.host("console-disk", String.valueOf(e), ""));
          }
        });
  }

  @Override
  public Outcome remove(String hostId, String imageId) {
    return on(
        hostId,
        () -> {
          copies.remove(new Place(hostId, imageId));
          return Outcome.done();
        });
  }

  private Outcome on(String hostId, Supplier<Outcome> move) {
    return hosts.during(hostId, move);
  }
}
