package io.stampede.image;

import io.stampede.engine.Intent;
import io.stampede.engine.Intent.Goal;
import io.stampede.engine.Plan;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Decides; touches neither network nor disk.
final class ImageCopyPlanner {
  private static final Duration SOON = Duration.ofSeconds(3);
  private static final Duration LATER = Duration.ofSeconds(30);

  private ImageCopyPlanner() {}

  static Plan<ImageCopyStep> plan(
      Intent<ImageCopySpec> intent, Sight<ImageCopyFacts> sight, Instant now) {
    return switch (sight) {
      case Sight.Unseen<ImageCopyFacts>(var why, var _) ->
          Plan.await(now.plus(LATER), why.message());
      case Sight.Missing<ImageCopyFacts> _ -> plan(intent, ImageCopyFacts.NOTHING, now);
      case Sight.Found<ImageCopyFacts>(var facts, var _) -> plan(intent, facts, now);
    };
  }

  private static Plan<ImageCopyStep> plan(
      Intent<ImageCopySpec> intent, ImageCopyFacts is, Instant now) {
    return switch (intent.goal()) {
      case Goal.Present<ImageCopySpec>(var want) -> towards(want, is, now);
      case Goal.Absent<ImageCopySpec>(var was) -> {
        boolean nothing = is.format().isEmpty() && is.part().isEmpty() && is.arrived().isEmpty();
        yield Plan.of(nothing ? List.of() : List.of(new ImageCopyStep.Remove(was.image())));
      }
    };
  }

  private static Plan<ImageCopyStep> towards(ImageCopySpec want, ImageCopyFacts is, Instant now) {
    if (is.arrived().isPresent()) {
      return Plan.of(List.of(new ImageCopyStep.Convert(want.image(), is.arrived().get())));
    }
    if (is.format().isPresent()) return new Plan.Settled<>();
    if (is.source().isEmpty()) {
      return Plan.await(
          now.plus(SOON),
          "waiting for image " + want.image(),
          new ResourceId(ImageKind.NAME, want.image()));
    }
    var check = new ImageCopyStep.Check(want.image());
    return is.part().equals(is.source())
        ? Plan.of(List.of(check))
        : Plan.of(List.of(new ImageCopyStep.Send(want.image()), check));
  }
}
