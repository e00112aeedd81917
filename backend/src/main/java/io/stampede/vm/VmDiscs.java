package io.stampede.vm;

import io.stampede.client.KindFace;
import io.stampede.client.Refused;
import io.stampede.engine.Phase;
import io.stampede.engine.Plan;
import io.stampede.engine.Problem;
import io.stampede.image.ImageCopies;
import io.stampede.image.ImageFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The disc in a machine's CD drive: what is asked for, and what has to be there first. Pure.
final class VmDiscs {
  private static final Duration SOON = Duration.ofSeconds(3);
  private static final String FIELD = "cdrom";

  private VmDiscs() {}

  /// @throws Refused when the image is known to be no disc
  static void check(VmSpec wanted, Optional<VmSpec> before, KindFace.Resources world) {
    var disc = wanted.storage().cdrom();
    if (before.filter(b -> b.storage().cdrom().equals(disc)).isPresent()) return;
    disc.flatMap(id -> world.resource("image", id))
        .ifPresent(image -> {
          if (image.status().phase() == Phase.REMOVING) {
            throw Refused.field(
                FIELD, "removing", "image " + image.name() + " is being removed", "");
          }
          var format = image.text("format");
          if (format.isEmpty() || format.equals(ImageFormat.ISO.word())) return;
          throw Refused.field(
              FIELD,
              "no-disc",
              "%s is %s, the content of a disk".formatted(image.name(), format),
              "choose an image of format iso");
        });
  }

  /// With what is known of the copy that the host is to have.
  static VmFacts seen(VmSpec spec, VmFacts facts, ImageCopies copies) {
    var disc = spec.storage().cdrom();
    if (disc.isEmpty() || facts.disc().format().isPresent()) return facts;
    var copy = copies.find(disc.get(), spec.hostId());
    return facts.changed(d -> d.disc = new VmFacts.Disc(Optional.empty(), copy));
  }

  /// Asks for the copy, unless that was done.
  static List<VmStep> asks(VmSpec want, VmFacts is) {
    return want.storage().cdrom().stream()
        .filter(_ -> is.disc().format().isEmpty() && !is.disc().copy().wanted())
        .<VmStep>map(VmStep.WantImage::new)
        .toList();
  }

  /// A machine neither starts nor is given a disc before that is there.
  static Optional<Plan<VmStep>> waits(VmSpec want, VmFacts is, Instant now) {
    var disc = want.storage().cdrom();
    var format = is.disc().format();
    if (disc.isEmpty() || format.equals(Optional.of(ImageFormat.ISO))) return Optional.empty();
    var copy = ImageCopies.id(disc.get(), want.hostId());
    if (format.isPresent()) {
      return Optional.of(new Plan.Blocked<>(noDisc(want, format.get())));
    }
    var trouble = is.disc().copy().problem();
    if (trouble.isPresent()) {
      return Optional.of(new Plan.Blocked<>(trouble.get(), Optional.of(copy)));
    }
    var doing = is.disc().copy().doing().map(d -> ": " + d).orElse("");
    return Optional.of(
        Plan.await(now.plus(SOON), "waiting for the disc on the host" + doing, copy));
  }

  private static Problem noDisc(VmSpec want, ImageFormat format) {
    return Problem.request(
        "no-disc",
        "what is to be in the CD drive of %s is %s, the content of a disk"
            .formatted(want.name(), format.word()),
        "choose an image of format iso");
  }
}
