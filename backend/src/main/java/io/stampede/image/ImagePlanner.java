package io.stampede.image;

import io.stampede.engine.Intent;
import io.stampede.engine.Intent.Goal;
import io.stampede.engine.Plan;
import io.stampede.engine.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Decides; touches neither network nor disk.
final class ImagePlanner {
  private static final Duration SOON = Duration.ofSeconds(3);
  private static final Duration LATER = Duration.ofSeconds(30);

  private ImagePlanner() {}

  static Plan<ImageStep> plan(Intent<ImageSpec> intent, Sight<ImageFacts> sight, Instant now) {
    return switch (sight) {
      case Sight.Unseen<ImageFacts>(var why, var _) -> Plan.await(now.plus(LATER), why.message());
      case Sight.Missing<ImageFacts> _ -> plan(intent, false, ImageFacts.NOTHING, now);
      case Sight.Found<ImageFacts>(var facts, var _) -> plan(intent, true, facts, now);
    };
  }

  private static Plan<ImageStep> plan(
      Intent<ImageSpec> intent, boolean there, ImageFacts is, Instant now) {
    return switch (intent.goal()) {
      case Goal.Present<ImageSpec>(var want) -> towards(want, is, now);
      case Goal.Absent<ImageSpec>(var was) -> away(was, there, is, now);
    };
  }

  private static Plan<ImageStep> towards(ImageSpec want, ImageFacts is, Instant now) {
    if (is.ready()) return Plan.of(CopyCare.steps(want, is, now));
    if (want.source().isPresent()) {
      return Plan.of(List.of(new ImageStep.Take(want.name(), want.source().get())));
    }
    if (want.url().isEmpty()) {
      return Plan.await(now.plus(LATER), "waiting for the image to be uploaded");
    }
    return Plan.of(List.of(new ImageStep.Download(want.name(), want.url().get())));
  }

  private static Plan<ImageStep> away(ImageSpec was, boolean there, ImageFacts is, Instant now) {
    if (!there) return new Plan.Settled<>();
    var remove = new ImageStep.RemoveFiles(was.name());
    if (is.hosts().isEmpty()) return Plan.of(List.of(remove));
    if (is.anyWanted()) {
      return Plan.of(List.of(new ImageStep.ReleaseCopies(was.name()), remove));
    }
    var why = "waiting for %d copies on hosts to be removed".formatted(is.copies());
    var problem = is.hosts().stream().flatMap(copy -> copy.problem().stream()).findFirst();
    return Plan.await(now.plus(SOON), why + problem.map(p -> ": " + p).orElse(""));
  }
}
