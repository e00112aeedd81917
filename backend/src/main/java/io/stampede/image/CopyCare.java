package io.stampede.image;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Which copies on hosts are made ahead, and which are let go because nobody needs them. Pure.
final class CopyCare {
  /// Even on a full disk: a machine that is being made may need it in a moment.
  private static final Duration AT_LEAST = Duration.ofHours(1);

  private CopyCare() {}

  static List<ImageStep> steps(ImageSpec want, ImageFacts is, Instant now) {
    var steps = new ArrayList<ImageStep>();
    for (var host : want.care().keepOn()) {
      boolean there = is.hosts().stream().anyMatch(c -> c.host().equals(host) && c.wanted());
      if (!there) steps.add(new ImageStep.Spread(want.name(), host));
    }
    is.hosts().stream()
        .filter(CopyOnHost::wanted)
        .forEach(copy -> {
          if (isToGo(want, copy, now))
            steps.add(new ImageStep.ReleaseCopy(want.name(), copy.host()));
          else if (copy.used() == copy.unusedSince().isPresent()) {
            steps.add(new ImageStep.NoteUse(want.name(), copy.host(), copy.used()));
          }
        });
    return steps;
  }

  private static boolean isToGo(ImageSpec want, CopyOnHost copy, Instant now) {
    if (copy.used()) return false;
    if (want.care().forget().contains(copy.mark())) return true;
    if (want.care().keepOn().contains(copy.host()) || copy.unusedSince().isEmpty()) return false;
    var unused = Duration.between(copy.unusedSince().get(), now);
    var days = Duration.ofDays(want.care().keepDays());
    return unused.compareTo(copy.diskShort() && AT_LEAST.compareTo(days) < 0 ? AT_LEAST : days)
        >= 0;
  }
}
