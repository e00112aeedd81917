package io.stampede.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.engine.Intent;
import io.stampede.engine.Intent.Goal;
import io.stampede.engine.Plan;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImagePlannersTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant LONG_AGO = NOON.minus(Duration.ofDays(90));
  private static final ImageName NAME = new ImageName("debian");
  private static final StoredImage STORED =
      new StoredImage(java.nio.file.Path.of("x"), ImageFormat.QCOW2, 100, 1 << 20, "ab");

  record World(Intent<ImageSpec> intent, ImageFacts facts) {}

  static Stream<World> worlds() {
    var fetched =
        new ImageSpec(NAME, Optional.of(new ImageUrl("https://example.org/x")), Optional.empty());
    var uploaded = new ImageSpec(NAME, Optional.empty(), Optional.empty());
    var taken = ImageSpec.forClone(NAME, new ImageSource("vm:web1"));
    var goals =
        List.<Goal<ImageSpec>>of(
            new Goal.Present<>(fetched),
            new Goal.Present<>(uploaded),
            new Goal.Present<>(taken),
            new Goal.Absent<>(fetched),
            new Goal.Absent<>(uploaded));
    var all = new ArrayList<World>();
    for (var goal : goals) {
      var intent = new Intent<>(new ResourceId("image", "im-1"), 1, goal);
      for (var hosts : hosts()) {
        all.add(new World(intent, ImageFacts.of(STORED, hosts)));
        all.add(new World(intent, ImageFacts.partial(0, hosts)));
        all.add(new World(intent, ImageFacts.partial(50, hosts)));
      }
    }
    return all.stream();
  }

  /// No copy, one, or two, each wanted or going, used or not, for a moment or for long.
  private static List<List<CopyOnHost>> hosts() {
    var all = new ArrayList<List<CopyOnHost>>();
    all.add(List.of());
    for (boolean wanted : new boolean[] {true, false}) {
      for (boolean used : new boolean[] {true, false}) {
        for (var since :
            List.of(Optional.<Instant>empty(), Optional.of(NOON), Optional.of(LONG_AGO))) {
          var one = copy("ho-1", wanted, used, since);
          all.add(List.of(one));
          all.add(List.of(one, copy("ho-2", true, false, Optional.of(LONG_AGO))));
        }
      }
    }
    return all;
  }

  private static CopyOnHost copy(
      String host, boolean wanted, boolean used, Optional<Instant> idle) {
    return new CopyOnHost(
        host,
        wanted,
        "ready",
        OptionalLong.of(100),
        Optional.of(LONG_AGO),
        used,
        idle,
        false,
        false,
        Optional.empty());
  }

  private static CopyOnHost copy(CopyOnHost is, boolean wanted, Optional<Instant> idle) {
    return copy(is.host(), wanted, is.used(), idle);
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
          facts = Optional.of(ImageFacts.of(STORED, List.of()));
        }
        case Plan.Blocked<ImageStep>(var problem, var _) -> throw new AssertionError(problem);
      }
    }
    throw new AssertionError("not at rest: " + facts);
  }

  private static Optional<ImageFacts> after(Optional<ImageFacts> facts, ImageStep step) {
    var hosts = facts.map(ImageFacts::hosts).orElse(List.of());
    return switch (step) {
      case ImageStep.Download _, ImageStep.Take _ -> Optional.of(ImageFacts.of(STORED, hosts));
      case ImageStep.Spread(var _, var host) ->
          with(hosts, host, Optional.of(copy(host, true, false, Optional.empty())));
      case ImageStep.NoteUse(var _, var host, var used) ->
          with(hosts, host, c -> copy(c, true, used ? Optional.empty() : Optional.of(NOON)));
      case ImageStep.ReleaseCopy(var _, var host) -> with(hosts, host, Optional.empty());
      case ImageStep.ReleaseCopies _ ->
          Optional.of(
              ImageFacts.of(
                  STORED, hosts.stream().map(c -> copy(c, false, c.unusedSince())).toList()));
      case ImageStep.RemoveFiles _ -> Optional.empty();
    };
  }

  private static Optional<ImageFacts> with(
      List<CopyOnHost> hosts, String host, UnaryOperator<CopyOnHost> change) {
    return with(
        hosts, host, hosts.stream().filter(c -> c.host().equals(host)).findFirst().map(change));
  }

  private static Optional<ImageFacts> with(
      List<CopyOnHost> hosts, String host, Optional<CopyOnHost> next) {
    var others = hosts.stream().filter(c -> !c.host().equals(host));
    return Optional.of(
        ImageFacts.of(
            STORED,
            Stream.concat(others, next.stream())
                .sorted(Comparator.comparing(CopyOnHost::host))
                .toList()));
  }

  private static List<String> care(Care care, Instant now, CopyOnHost... hosts) {
    var spec = new ImageSpec(NAME, Optional.empty(), Optional.empty()).with(care);
    return CopyCare.steps(spec, ImageFacts.of(STORED, List.of(hosts)), now).stream()
        .map(ImageStep::title)
        .toList();
  }

  @Test
  void a_copy_that_is_not_used_goes_when_its_days_are_over() {
    var idle = copy("ho-1", true, false, Optional.of(NOON));
    var used = copy("ho-1", true, true, Optional.empty());
    var day = Duration.ofDays(1);
    assertThat(care(Care.USUAL, NOON.plus(day.multipliedBy(14)).minusSeconds(1), idle)).isEmpty();
    assertThat(care(Care.USUAL, NOON.plus(day.multipliedBy(14)), idle))
        .containsExactly("remove the unused copy of image debian from ho-1");
    assertThat(care(Care.USUAL, NOON.plus(day.multipliedBy(999)), used)).isEmpty();
  }

  @Test
  void on_a_disk_that_is_nearly_full_it_goes_after_an_hour() {
    var idle = copy("ho-1", true, false, Optional.of(NOON));
    var tight =
        new CopyOnHost(
            "ho-1",
            true,
            "ready",
            idle.sizeBytes(),
            idle.since(),
            false,
            idle.unusedSince(),
            true,
            false,
            Optional.empty());
    assertThat(care(Care.USUAL, NOON.plusSeconds(3599), tight)).isEmpty();
    assertThat(care(Care.USUAL, NOON.plusSeconds(3600), tight)).hasSize(1);
    assertThat(care(Care.USUAL, NOON.plusSeconds(3600), idle)).isEmpty();
  }

  @Test
  void a_copy_that_was_asked_for_is_made_and_stays_until_all_are_forgotten() {
    var kept = Care.USUAL.spreadTo("ho-1");
    assertThat(care(kept, NOON)).containsExactly("have image debian copied to ho-1");
    var old = copy("ho-1", true, false, Optional.of(LONG_AGO));
    assertThat(care(kept, NOON, old)).isEmpty();
    var forgotten = kept.forgetting(List.of(old.mark()));
    assertThat(care(forgotten, NOON, old))
        .containsExactly("remove the unused copy of image debian from ho-1");
    assertThat(care(forgotten, NOON, copy("ho-1", true, true, Optional.empty()))).isEmpty();
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
              all.add(new CopyWorld(intent, facts(source, part, arrived, format)));
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
          facts(f.source(), none, Optional.of(ImageFormat.VHDX), Optional.empty());
      case ImageCopyStep.Convert(var _, var _) ->
          copy(f.source(), none, Optional.of(ImageFormat.QCOW2));
      case ImageCopyStep.Remove _ -> copy(f.source(), none, Optional.empty());
    };
  }

  private static ImageCopyFacts copy(
      OptionalLong source, OptionalLong part, Optional<ImageFormat> format) {
    return facts(source, part, Optional.empty(), format);
  }

  private static ImageCopyFacts facts(
      OptionalLong source,
      OptionalLong part,
      Optional<ImageFormat> arrived,
      Optional<ImageFormat> format) {
    return new ImageCopyFacts(
        source, part, arrived, format, OptionalLong.empty(), Optional.empty());
  }
}
