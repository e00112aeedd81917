package io.stampede.volume;

import io.stampede.engine.Intent;
import io.stampede.engine.Intent.Goal;
import io.stampede.engine.Plan;
import io.stampede.engine.Problem;
import io.stampede.engine.Sight;
import io.stampede.image.ImageCopies;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Decides; touches neither network nor disk.
final class VolumePlanner {
  private static final Duration SOON = Duration.ofSeconds(3);
  private static final Duration LATER = Duration.ofSeconds(30);

  private VolumePlanner() {}

  static Plan<VolumeStep> plan(Intent<VolumeSpec> intent, Sight<VolumeFacts> sight, Instant now) {
    return switch (sight) {
      case Sight.Unseen<VolumeFacts>(var why, var _) -> Plan.await(now.plus(LATER), why.message());
      case Sight.Missing<VolumeFacts> _ -> plan(intent, VolumeFacts.NOTHING, now);
      case Sight.Found<VolumeFacts>(var facts, var _) -> plan(intent, facts, now);
    };
  }

  private static Plan<VolumeStep> plan(Intent<VolumeSpec> intent, VolumeFacts is, Instant now) {
    if (is.busy()) return Plan.await(now.plus(SOON), "its content is being written");
    return switch (intent.goal()) {
      case Goal.Present<VolumeSpec>(var want) ->
          is.here().disk(want.number()).isPresent()
              ? settle(want, is)
              : want.copies().from().isPresent() ? arrive(want, is, now) : make(want, is, now);
      case Goal.Absent<VolumeSpec>(var was) -> away(intent.id().value(), was, is, now);
    };
  }

  private static Plan<VolumeStep> make(VolumeSpec want, VolumeFacts is, Instant now) {
    if (is.known()) return new Plan.Blocked<>(lost(want));
    var steps = new ArrayList<VolumeStep>();
    if (want.image().isPresent() && !is.imageThere()) {
      if (is.copy().wanted()) return awaitImage(want.image().get(), want, is, now);
      steps.add(new VolumeStep.WantImage(want.image().get()));
    }
    int gib = want.sizeGib().orElseThrow();
    steps.add(new VolumeStep.Create(want.name(), want.format(), gib, want.image()));
    steps.add(new VolumeStep.Remember(want.name(), is.wiped()));
    return Plan.of(steps);
  }

  private static Plan<VolumeStep> awaitImage(
      String image, VolumeSpec want, VolumeFacts is, Instant now) {
    var on = ImageCopies.id(image, want.hostId());
    return is.copy().problem().isPresent()
        ? new Plan.Blocked<>(is.copy().problem().get(), Optional.of(on))
        : Plan.await(now.plus(SOON), "waiting for the image on the host", on);
  }

  /// The volume is still where it was.
  private static Plan<VolumeStep> arrive(VolumeSpec want, VolumeFacts is, Instant now) {
    if (is.thereUnseen().isPresent()) return awaitOther(is, now);
    var from = want.copies().from().orElseThrow();
    var source = is.there().flatMap(there -> there.disk(from.number()));
    if (source.isEmpty()) return new Plan.Blocked<>(lost(want));
    if (isUsedOn(from.host(), is)) return attached(want, is, "moved");
    var steps = new ArrayList<VolumeStep>();
    boolean whole =
        is.here()
            .part(want.number())
            .filter(part -> part.bytes() == source.get().fileBytes())
            .isPresent();
    if (!whole) steps.add(new VolumeStep.Send(want.name(), from.host()));
    steps.add(new VolumeStep.Check(want.name(), from.host()));
    steps.add(new VolumeStep.Leave(want.name(), from.host(), from.number()));
    return Plan.of(steps);
  }

  private static Plan<VolumeStep> awaitOther(VolumeFacts is, Instant now) {
    return Plan.await(now.plus(LATER), is.thereUnseen().orElseThrow().message());
  }

  /// Its disk is there: the rest follows. What a move has left on a host that does not answer is
  /// nothing that anybody has to wait for: it goes when the host is back.
  private static Plan<VolumeStep> settle(VolumeSpec want, VolumeFacts is) {
    var steps = new ArrayList<VolumeStep>();
    var name = want.name();
    int wipes = want.wipeCount();
    boolean wiped = is.wiped() >= wipes;
    var left = leave(want, is);
    if (left.filter(l -> isUsedOn(l.host(), is)).isPresent()) return attached(want, is, "moved");
    left.ifPresent(steps::add);
    if (!is.here().parts().isEmpty() || is.here().litter()) steps.add(new VolumeStep.Tidy(name));
    boolean wipe = !wiped && is.here().wiped() < wipes;
    if (wipe && is.machine().isPresent()) return attached(want, is, "wiped");
    if (wipe) steps.add(new VolumeStep.Wipe(name, wipes));
    if (!is.known() || !wiped) steps.add(new VolumeStep.Remember(name, wipes));
    var disk = is.here().disk(want.number()).orElseThrow();
    if (disk.bytes() < want.bytes()) {
      steps.add(new VolumeStep.Grow(name, want.sizeGib().orElseThrow()));
    }
    return Plan.of(steps);
  }

  private static Optional<VolumeStep.Leave> leave(VolumeSpec want, VolumeFacts is) {
    return want.copies()
        .from()
        .filter(from -> is.there().filter(there -> there.hasOf(from.number())).isPresent())
        .map(from -> new VolumeStep.Leave(want.name(), from.host(), from.number()));
  }

  private static Plan<VolumeStep> away(String id, VolumeSpec was, VolumeFacts is, Instant now) {
    if (was.left()) return new Plan.Settled<>();
    if (is.machine().isPresent()) return attached(was, is, "removed");
    var steps = new ArrayList<VolumeStep>();
    if (!is.here().equals(OnHost.NOTHING)) steps.add(new VolumeStep.Remove(was.name(), id));
    leave(was, is).ifPresent(steps::add);
    boolean waits = steps.isEmpty() && is.thereUnseen().isPresent();
    return waits ? awaitOther(is, now) : Plan.of(List.copyOf(steps));
  }

  /// Requests are refused when a machine has it; one that came at the same time is found here.
  private static boolean isUsedOn(String host, VolumeFacts is) {
    return is.machineHost().filter(host::equals).isPresent();
  }

  private static Plan<VolumeStep> attached(VolumeSpec want, VolumeFacts is, String done) {
    return new Plan.Blocked<>(
        Problem.request(
            "attached",
            "volume %s is attached to %s, and cannot be %s"
                .formatted(want.name(), is.machine().orElse("a machine"), done),
            "detach it"));
  }

  private static Problem lost(VolumeSpec want) {
    return Problem.host(
        "disk-lost",
        "the disk of volume %s is gone from its host".formatted(want.name()),
        "put it back into the volume's folder below /var/lib/stampede/volumes, or remove the"
            + " volume");
  }
}
