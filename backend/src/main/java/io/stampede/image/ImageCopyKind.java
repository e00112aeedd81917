package io.stampede.image;

import io.stampede.engine.Intent;
import io.stampede.engine.Kind;
import io.stampede.engine.Outcome;
import io.stampede.engine.Phase;
import io.stampede.engine.Plan;
import io.stampede.engine.Problem;
import io.stampede.engine.Sight;
import io.stampede.engine.Work;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;

/// Copies of images on hosts. They have a lane of their own beside the host's, so that a long
/// transfer holds up nothing else.
public final class ImageCopyKind implements Kind<ImageCopySpec, ImageCopyFacts, ImageCopyStep> {
  private final ImageStore store;
  private final ImageHost host;
  private final Predicate<String> hosts;
  private final InstantSource clock;
  private final Function<String, Optional<ImageUrl>> direct;

  /// @param hosts whether there is a host of this id still
  /// @param direct where hosts fetch an image themselves, by its id
  public ImageCopyKind(
      ImageStore store,
      ImageHost host,
      Predicate<String> hosts,
      Function<String, Optional<ImageUrl>> direct,
      InstantSource clock) {
    this.direct = direct;
    this.store = store;
    this.host = host;
    this.hosts = hosts;
    this.clock = clock;
  }

  @Override
  public String name() {
    return ImageCopySpec.KIND;
  }

  @Override
  public String lane(Intent<ImageCopySpec> intent) {
    return intent.spec().host() + ":bulk";
  }

  @Override
  public Sight<ImageCopyFacts> look(Intent<ImageCopySpec> intent) {
    var spec = intent.spec();
    if (!hosts.test(spec.host())) return new Sight.Missing<>(clock.instant());
    OptionalLong source;
    try {
      source =
          store
              .find(spec.image())
              .map(image -> OptionalLong.of(image.sizeBytes()))
              .orElse(OptionalLong.empty());
    } catch (IOException e) {
      source = OptionalLong.empty();
    }
    return switch (host.look(spec.host(), spec.image())) {
      case Sight.Unseen<ImageHost.OnHost>(var why, var at) -> new Sight.Unseen<>(why, at);
      case Sight.Missing<ImageHost.OnHost>(var at) -> found(source, ImageHost.OnHost.NOTHING, at);
      case Sight.Found<ImageHost.OnHost>(var is, var at) -> found(source, is, at);
    };
  }

  private static Sight<ImageCopyFacts> found(OptionalLong source, ImageHost.OnHost is, Instant at) {
    return new Sight.Found<>(
        new ImageCopyFacts(source, is.part(), is.arrived(), is.format(), is.size(), is.since()),
        at);
  }

  @Override
  public Plan<ImageCopyStep> plan(
      Intent<ImageCopySpec> intent, Sight<ImageCopyFacts> sight, Instant now) {
    return ImageCopyPlanner.plan(intent, sight, now);
  }

  @Override
  public Outcome apply(Intent<ImageCopySpec> intent, ImageCopyStep step) {
    var spec = intent.spec();
    return switch (step) {
      case ImageCopyStep.Send _ ->
          withSource(
              spec,
              source ->
                  fetched(spec, source)
                      ? Outcome.done()
                      : host.send(spec.host(), spec.image(), source));
      case ImageCopyStep.Check _ ->
          withSource(spec, source -> host.check(spec.host(), spec.image(), source));
      case ImageCopyStep.Convert(var image, var from) -> host.convert(spec.host(), image, from);
      case ImageCopyStep.Remove _ -> host.remove(spec.host(), spec.image());
    };
  }

  private interface Move {
    Outcome with(StoredImage source) throws IOException;
  }

  /// Whether the host has fetched it itself.
  private boolean fetched(ImageCopySpec spec, StoredImage source) throws IOException {
    var url = direct.apply(spec.image());
    if (url.isEmpty()) return false;
    if (!store.isAsPublished(spec.image())) {
      Work.note("what is published is packed: the console sends it");
      return false;
    }
    var why = host.fetch(spec.host(), spec.image(), source, url.get());
    why.ifPresent(reason -> {
      Work.progress(0, "sent by the console, since the host cannot fetch it: " + reason);
      Work.note("the host cannot fetch it: %s; the console sends it".formatted(reason));
    });
    return why.isEmpty();
  }

  private Outcome withSource(ImageCopySpec spec, Move move) {
    try {
      var source = store.find(spec.image());
      if (source.isPresent()) return move.with(source.get());
      return Outcome.again(
          Problem.host(
              "no-image", "the console has not got image " + spec.image(), "it is waited for"));
    } catch (IOException e) {
      return Outcome.again(
          Problem.host(
              "console-disk",
              "the console cannot read image %s: %s".formatted(spec.image(), e.getMessage()),
              "check the disk of the console's data folder"));
    }
  }

  @Override
  public Phase settled(Intent<ImageCopySpec> intent, Sight<ImageCopyFacts> sight) {
    return Phase.READY;
  }

  @Override
  public Duration patrol() {
    return Duration.ofMinutes(5);
  }
}
