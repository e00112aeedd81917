package io.stampede.image;

import io.stampede.engine.Intent;
import io.stampede.engine.Kind;
import io.stampede.engine.Outcome;
import io.stampede.engine.Phase;
import io.stampede.engine.Plan;
import io.stampede.engine.Problem;
import io.stampede.engine.Sight;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Images on the console.
public final class ImageKind implements Kind<ImageSpec, ImageFacts, ImageStep> {
  public static final String NAME = "image";
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private final ImageStore store;
  private final ImageCopies copies;
  private final InstantSource clock;
  private final ImageDownload download;
  private final ImageTake take;

  public ImageKind(
      ImageStore store, ImageCopies copies, ImageHost hosts, Disks disks, InstantSource clock) {
    this.store = store;
    this.copies = copies;
    this.clock = clock;
    this.download = new ImageDownload(store, SILENCE);
    this.take = new ImageTake(store, hosts, disks);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String lane(Intent<ImageSpec> intent) {
    return "console:images";
  }

  @Override
  public Sight<ImageFacts> look(Intent<ImageSpec> intent) {
    var id = intent.id().value();
    try {
      var hosts = copies.all(id);
      var image = store.find(id);
      if (image.isPresent()) {
        return new Sight.Found<>(ImageFacts.of(image.get(), hosts), clock.instant());
      }
      if (!store.hasAnything(id) && hosts.isEmpty()) return new Sight.Missing<>(clock.instant());
      return new Sight.Found<>(ImageFacts.partial(store.downloaded(id), hosts), clock.instant());
    } catch (IOException e) {
      return new Sight.Unseen<>(trouble(e), clock.instant());
    }
  }

  @Override
  public Plan<ImageStep> plan(Intent<ImageSpec> intent, Sight<ImageFacts> sight, Instant now) {
    return ImagePlanner.plan(intent, sight, now);
  }

  @Override
  public Outcome apply(Intent<ImageSpec> intent, ImageStep step) {
    var id = intent.id().value();
    try {
      return switch (step) {
        case ImageStep.Download(var _, var url) -> download.run(id, intent.spec(), url);
        case ImageStep.Take(var name, var source) -> take.run(id, name, source);
        case ImageStep.Spread(var _, var host) -> {
          copies.want(id, host);
          yield Outcome.done();
        }
        case ImageStep.NoteUse(var _, var host, var used) -> {
          copies.note(id, host, used ? Optional.empty() : Optional.of(clock.instant()));
          yield Outcome.done();
        }
        case ImageStep.ReleaseCopy(var _, var host) -> {
          copies.release(id, host);
          yield Outcome.done();
        }
        case ImageStep.ReleaseCopies _ -> {
          copies.release(id);
          yield Outcome.done();
        }
        case ImageStep.RemoveFiles _ -> {
          store.remove(id);
          yield Outcome.done();
        }
      };
    } catch (IOException e) {
      return Outcome.again(trouble(e));
    }
  }

  @Override
  public Phase settled(Intent<ImageSpec> intent, Sight<ImageFacts> sight) {
    return Phase.READY;
  }

  private static Problem trouble(IOException e) {
    return Problem.host(
        "console-disk",
        "the console's image folder fails: " + e.getMessage(),
        "check the disk of the console's data folder");
  }
}
