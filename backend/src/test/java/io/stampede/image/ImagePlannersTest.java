package io.stampede.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.engine.Intent;
import io.stampede.engine.Intent.Goal;
import io.stampede.engine.Plan;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImagePlannersTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final ImageName NAME = new ImageName("debian");
  private static final StoredImage STORED =
      new StoredImage(java.nio.file.Path.of("x"), ImageFormat.QCOW2, 100, 1 << 20, "ab");

  record World(Intent<ImageSpec> intent, ImageFacts facts) {}

  static Stream<World> worlds() {
    var fetched =
        new ImageSpec(NAME, Optional.of(new ImageUrl("https://example.org/x")), Optional.empty());
    var uploaded = new ImageSpec(NAME, Optional.empty(), Optional.empty());
    var goals =
        List.<Goal<ImageSpec>>of(
            new Goal.Present<>(fetched),
            new Goal.Present<>(uploaded),
            new Goal.Absent<>(fetched),
            new Goal.Absent<>(uploaded));
    var all = new ArrayList<World>();
    for (var goal : goals) {
      var intent = new Intent<>(new ResourceId("image", "im-1"), 1, goal);
      for (var count : List.of(count(0, 0), count(0, 2), count(1, 2), count(2, 2))) {
        all.add(new World(intent, ImageFacts.of(STORED, count)));
        all.add(new World(intent, ImageFacts.partial(0, count)));
        all.add(new World(intent, ImageFacts.partial(50, count)));
      }
    }
    return all.stream();
  }

  private static ImageCopies.Count count(int wanted, int all) {
    return new ImageCopies.Count(wanted, all);
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void an_image_comes_to_rest(World world) {
    Optional<ImageFacts> facts = Optional.of(world.facts());
    for (int round = 0; round < 6; round++) {
      Sight<ImageFacts> sight =
          facts
              .<Sight<ImageFacts>>map(f -> new Sight.Found<>(f, NOON))
              .orElse(new Sight.Missing<>(NOON));
      switch (ImagePlanner.plan(world.intent(), sight, NOON)) {
        case Plan.Act<ImageStep>(var steps) -> {
          var next = after(facts, steps.getFirst());
          assertThat(next).isNotEqualTo(facts);
          assertThat(after(next, steps.getFirst())).isEqualTo(next);
          facts = next;
        }
        case Plan.Settled<ImageStep> _ -> {
          boolean wanted = world.intent().wantsPresence();
          assertThat(facts.isPresent()).isEqualTo(wanted);
          facts.ifPresent(f -> assertThat(f.ready()).isTrue());
          return;
        }
        case Plan.Wait<ImageStep> _ -> {
          // for an upload, or for the copies to be gone
          facts = Optional.of(ImageFacts.of(STORED, count(0, 0)));
        }
        case Plan.Blocked<ImageStep>(var problem, var _) -> throw new AssertionError(problem);
      }
    }
    throw new AssertionError("not at rest: " + facts);
  }

  private static Optional<ImageFacts> after(Optional<ImageFacts> facts, ImageStep step) {
    var copies = facts.map(f -> count(f.copiesWanted(), f.copies())).orElse(count(0, 0));
    return switch (step) {
      case ImageStep.Download _ -> Optional.of(ImageFacts.of(STORED, copies));
      case ImageStep.ReleaseCopies _ -> Optional.of(ImageFacts.of(STORED, count(0, copies.all())));
      case ImageStep.RemoveFiles _ -> Optional.empty();
    };
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void a_console_disk_that_cannot_be_read_is_waited_for(World world) {
    var sight = new Sight.Unseen<ImageFacts>(Problem.host("console-disk", "no", ""), NOON);
    assertThat(ImagePlanner.plan(world.intent(), sight, NOON)).isInstanceOf(Plan.Wait.class);
  }

  record CopyWorld(Intent<ImageCopySpec> intent, ImageCopyFacts facts) {}

  static Stream<CopyWorld> copyWorlds() {
    var spec = new ImageCopySpec("im-1", "ho-1");
    var all = new ArrayList<CopyWorld>();
    for (var goal :
        List.<Goal<ImageCopySpec>>of(new Goal.Present<>(spec), new Goal.Absent<>(spec))) {
      var intent = new Intent<>(ImageCopies.id("im-1", "ho-1"), 1, goal);
      for (var source : List.of(OptionalLong.empty(), OptionalLong.of(100))) {
        for (var part :
            List.of(
                OptionalLong.empty(),
                OptionalLong.of(0),
                OptionalLong.of(50),
                OptionalLong.of(100),
                OptionalLong.of(150))) {
          for (var format : List.of(Optional.<ImageFormat>empty(), Optional.of(ImageFormat.RAW))) {
            for (var arrived :
                List.of(Optional.<ImageFormat>empty(), Optional.of(ImageFormat.VMDK))) {
              all.add(new CopyWorld(intent, new ImageCopyFacts(source, part, arrived, format)));
            }
          }
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("copyWorlds")
  void a_copy_comes_to_rest(CopyWorld world) {
    var facts = world.facts();
    for (int round = 0; round < 6; round++) {
      var sight = new Sight.Found<>(facts, NOON);
      switch (ImageCopyPlanner.plan(world.intent(), sight, NOON)) {
        case Plan.Act<ImageCopyStep>(var steps) -> {
          var next = after(facts, steps.getFirst());
          assertThat(next).isNotEqualTo(facts);
          assertThat(after(next, steps.getFirst())).isEqualTo(next);
          facts = next;
        }
        case Plan.Settled<ImageCopyStep> _ -> {
          boolean wanted = world.intent().wantsPresence();
          assertThat(facts.format().isPresent()).isEqualTo(wanted);
          assertThat(wanted || facts.part().isEmpty()).isTrue();
          assertThat(facts.arrived()).isEmpty();
          return;
        }
        case Plan.Wait<ImageCopyStep>(var _, var _, var on) -> {
          assertThat(on).contains(new ResourceId("image", "im-1"));
          facts = copy(OptionalLong.of(100), facts.part(), facts.format());
        }
        case Plan.Blocked<ImageCopyStep>(var problem, var _) -> throw new AssertionError(problem);
      }
    }
    throw new AssertionError("not at rest: " + facts);
  }

  private static ImageCopyFacts after(ImageCopyFacts f, ImageCopyStep step) {
    var none = OptionalLong.empty();
    return switch (step) {
      case ImageCopyStep.Send _ ->
          f.format().isPresent() ? f : copy(f.source(), f.source(), f.format());
      case ImageCopyStep.Check _ ->
          new ImageCopyFacts(f.source(), none, Optional.of(ImageFormat.VHDX), Optional.empty());
      case ImageCopyStep.Convert(var _, var _) ->
          copy(f.source(), none, Optional.of(ImageFormat.QCOW2));
      case ImageCopyStep.Remove _ -> copy(f.source(), none, Optional.empty());
    };
  }

  private static ImageCopyFacts copy(
      OptionalLong source, OptionalLong part, Optional<ImageFormat> format) {
    return new ImageCopyFacts(source, part, Optional.empty(), format);
  }
}
