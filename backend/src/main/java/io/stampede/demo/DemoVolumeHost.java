package io.stampede.demo;

import io.stampede.client.Content;
import io.stampede.client.Refused;
import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import io.stampede.engine.Sight;
import io.stampede.engine.Work;
import io.stampede.volume.OnHost;
import io.stampede.volume.VolumeHost;
import io.stampede.volume.VolumeSpec;
import io.stampede.volume.VolumeStep;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Volumes on emulated hosts. Of their content only its beginning is kept, as it was given.
public final class DemoVolumeHost implements VolumeHost {
  private static final int MOST = 16 << 20;

  private record Place(String host, String volume) {}

  private final DemoReach hosts;
  private final DemoImageHost images;
  private final InstantSource clock;
  private final ConcurrentMap<Place, DemoVolume> volumes = new ConcurrentHashMap<>();

  public DemoVolumeHost(DemoReach hosts, DemoImageHost images, InstantSource clock) {
    this.hosts = hosts;
    this.images = images;
    this.clock = clock;
  }

  /// Somebody on the host throws a volume away.
  public void loseByHand(String hostId, String volumeId) {
    volumes.remove(new Place(hostId, volumeId));
  }

  @Override
  public Sight<OnHost> look(String hostId, String volumeId) {
    var trouble = hosts.outage(hostId);
    if (trouble.isPresent()) return new Sight.Unseen<>(trouble.get(), clock.instant());
    var volume = volumes.get(new Place(hostId, volumeId));
    return volume == null
        ? new Sight.Missing<>(clock.instant())
        : new Sight.Found<>(volume.seen(), clock.instant());
  }

  @Override
  public String path(String volumeId, VolumeSpec spec) {
    return "/demo/volumes/" + volumeId;
  }

  @Override
  public Outcome apply(String volumeId, VolumeSpec spec, VolumeStep.OnHost step) {
    var here = new Place(spec.hostId(), volumeId);
    return switch (step) {
      case VolumeStep.Create(var _, var format, var gib, var image) ->
          change(
              here,
              image.filter(id -> images.finished(here.host(), id).isEmpty()).isPresent(),
              v -> v.made(spec.number(), format, (long) gib << 30));
      case VolumeStep.Grow(var _, var gib) ->
          change(here, false, v -> v.grown(spec.number(), (long) gib << 30));
      case VolumeStep.Wipe(var _, var count) -> change(here, false, v -> v.wiped(count));
      case VolumeStep.Tidy _ -> change(here, false, v -> v.withParts(List.of()));
      case VolumeStep.Send(var _, var from) -> send(new Place(from, volumeId), here, spec);
      case VolumeStep.Check(var _, var from) ->
          hosts.during(
              from, () -> change(here, false, v -> v.checked(spec.number(), at(from, volumeId))));
      case VolumeStep.Leave(var _, var host, var number) ->
          change(new Place(host, volumeId), false, v -> v.without(number));
      case VolumeStep.Remove _ ->
          hosts.during(
              here.host(),
              () -> {
                volumes.remove(here);
                return Outcome.done();
              });
    };
  }

  private Outcome send(Place from, Place to, VolumeSpec spec) {
    Supplier<Outcome> move =
        () -> {
          for (int percent = 0; percent <= 100; percent += 25) {
            Work.progress(percent, "moving");
            if (Work.outdated()) return Outcome.again(Problem.request("outdated", "stopped", ""));
            hosts.outage(from.host());
          }
          return change(to, false, v -> v.sent(spec.number(), at(from.host(), from.volume())));
        };
    return hosts.during(from.host(), move);
  }

  private DemoVolume at(String host, String volume) {
    return volumes.getOrDefault(new Place(host, volume), DemoVolume.NOTHING);
  }

  private Outcome change(Place place, boolean noImage, UnaryOperator<DemoVolume> change) {
    return hosts.during(
        place.host(),
        () -> {
          if (noImage) {
            return Outcome.again(Problem.host("file", "the image is not on the host", ""));
          }
          volumes.compute(
              place,
              (_, volume) -> {
                var next = change.apply(volume == null ? DemoVolume.NOTHING : volume);
                return next.equals(DemoVolume.NOTHING) ? null : next;
              });
          return Outcome.done();
        });
  }

  @Override
  public void upload(String volumeId, VolumeSpec spec, InputStream content, Runnable check) {
    answering(spec);
    try {
      var start = content.readNBytes(MOST);
      long size = start.length + content.transferTo(java.io.OutputStream.nullOutputStream());
      if (size > spec.bytes()) {
        throw Refused.field("content", "too-large", "is more than the volume", "enlarge it first");
      }
      check.run();
      volumes.computeIfPresent(
          new Place(spec.hostId(), volumeId), (_, volume) -> volume.filled(start));
    } catch (IOException e) {
      throw Refused.conflict("cut", "the content broke off: " + e.getMessage(), "send it again");
    }
  }

  @Override
  public Content download(String volumeId, VolumeSpec spec) {
    answering(spec);
    var content = at(spec.hostId(), volumeId).content();
    return new Content(
        spec.name() + "." + spec.format().word(),
        OptionalLong.of(content.length),
        new ByteArrayInputStream(content));
  }

  private void answering(VolumeSpec spec) {
    Optional<Problem> trouble = hosts.outage(spec.hostId());
    if (trouble.isEmpty()) return;
    throw new Refused(Refused.Reason.UNREACHABLE, trouble.get(), List.of());
  }
}
