package io.stampede.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.stampede.client.KindFace;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.demo.DemoImageHost;
import io.stampede.demo.DemoReach;
import io.stampede.demo.DemoVolumeHost;
import io.stampede.demo.Faults;
import io.stampede.engine.Intent;
import io.stampede.engine.Outcome;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.image.NoCopies;
import io.stampede.schema.ActionSchema;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What is refused of volumes, and when, on emulated hosts.
class VolumeFaceTest {
  private static final ResourceId ID = new ResourceId(VolumeKind.NAME, "vo-2k7m9q4ta3");
  private static final VolumeUsers.User OURS = new VolumeUsers.User("db", "ho-1", false, false);
  private static final VolumeUsers.User APART = new VolumeUsers.User("db", "ho-1", false, true);

  private volatile Optional<VolumeUsers.User> user = Optional.empty();
  private final InstantSource clock = InstantSource.system();
  private final Faults first = new Faults();
  private final DemoReach hosts =
      new DemoReach(id -> Optional.of(id.equals("ho-1") ? first : new Faults()));
  private final DemoImageHost images = new DemoImageHost(hosts, clock);
  private final DemoVolumeHost host = new DemoVolumeHost(hosts, images, clock);
  private final List<ResourceId> woken = new ArrayList<>();
  private final ContentGate gate = new ContentGate(woken::add);
  private final VolumeKind kind =
      new VolumeKind(
          host,
          new VolumeKind.Around(
              images,
              NoCopies.NONE,
              new Made(),
              _ -> user,
              (_, _) -> Optional.empty(),
              gate,
              _ -> true),
          clock);
  private final VolumeFace face = new VolumeFace(kind);
  private final VolumeSpec spec = VolumePlannerLawsTest.spec(Optional.empty());

  private static final class Made implements VolumeMemory {
    @Override
    public OptionalInt made(ResourceId id) {
      return OptionalInt.of(0);
    }

    @Override
    public void remember(ResourceId id, int wipes) {
      // it was made
    }
  }

  /// Nothing else is there.
  private enum Nothing implements KindFace.Resources {
    ELSE;

    @Override
    public List<Resource> list(String kind) {
      return List.of();
    }

    @Override
    public Optional<Resource> resource(String kind, String id) {
      return Optional.empty();
    }
  }

  private void take(VolumeSpec of, VolumeStep.OnHost step) {
    assertThat(host.apply(ID.value(), of, step)).isEqualTo(Outcome.done());
  }

  private void make() {
    take(spec, new VolumeStep.Create(spec.name(), spec.format(), 2, Optional.empty()));
  }

  private VolumeFacts seen(VolumeSpec of) {
    var sight = kind.look(new Intent<>(ID, 1, new Intent.Goal.Present<>(of)));
    assertThat(sight).isInstanceOf(Sight.Found.class);
    return sight.found().orElseThrow();
  }

  private ActionSchema action(String name) {
    return face.schema().action(name).orElseThrow();
  }

  private VolumeSpec act(String action, VolumeSpec of, VolumeFacts seen) {
    return face.act(action(action), of, Optional.of(seen), Map.of("host", "ho-3"));
  }

  private static void refused(String code, ThrowingCallable request) {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(request)
        .satisfies(e -> assertThat(e.problem().code()).isEqualTo(code));
  }

  @Test
  void a_volume_that_a_machine_was_given_while_the_bytes_came_keeps_its_content() throws Exception {
    make();
    var bytes = "what is in it".getBytes(StandardCharsets.UTF_8);
    face.upload(ID.value(), spec, new ByteArrayInputStream(bytes));
    var other =
        new ByteArrayInputStream(new byte[5000]) {
          @Override
          public synchronized int read(byte[] buffer, int offset, int length) {
            assertThat(seen(spec).busy()).isTrue();
            user = Optional.of(OURS);
            return super.read(buffer, offset, length);
          }
        };
    woken.clear();
    refused("attached", () -> face.upload(ID.value(), spec, other));
    assertThat(woken).as("as it begins and as it ends").containsExactly(ID, ID);
    assertThat(seen(spec).busy()).isFalse();
    user = Optional.empty();
    try (var content = face.download(ID.value(), spec)) {
      assertThat(content.stream().readAllBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void no_move_begins_before_the_last_one_is_over() {
    make();
    var before = seen(spec);
    var moved = spec.moved("ho-2");
    refused("moving", () -> act(VolumeFace.MOVE, moved, before));
    take(moved, new VolumeStep.Send(spec.name(), "ho-1"));
    refused("moving", () -> act(VolumeFace.MOVE, moved, seen(moved)));
    take(moved, new VolumeStep.Check(spec.name(), "ho-1"));
    refused("moving", () -> act(VolumeFace.MOVE, moved, seen(moved)));
    take(moved, new VolumeStep.Leave(spec.name(), "ho-1", 1));
    var over = act(VolumeFace.MOVE, moved, seen(moved));
    assertThat(over.copies().from()).contains(new Copies.Place("ho-2", 2));
  }

  /// From then on a machine may have written to the new copy.
  @Test
  void a_move_is_cancelled_only_before_the_volume_has_arrived() {
    make();
    var moved = spec.moved("ho-2");
    assertThat(act(VolumeFace.CANCEL_MOVE, moved, seen(moved)).number()).isEqualTo(1);
    take(moved, new VolumeStep.Send(spec.name(), "ho-1"));
    take(moved, new VolumeStep.Check(spec.name(), "ho-1"));
    first.unreachable(true);
    refused("not-moving", () -> act(VolumeFace.CANCEL_MOVE, moved, seen(moved)));
  }

  @Test
  void the_host_that_a_volume_comes_from_has_it_until_the_new_copy_is_whole() {
    make();
    var before = seen(spec);
    var moved = spec.moved("ho-2");
    assertThat(face.comesFrom(spec, Optional.of(before))).isEmpty();
    assertThat(face.comesFrom(moved, Optional.empty())).contains("ho-1");
    assertThat(face.comesFrom(moved, Optional.of(before))).contains("ho-1");
    take(moved, new VolumeStep.Send(spec.name(), "ho-1"));
    assertThat(face.comesFrom(moved, Optional.of(seen(moved)))).contains("ho-1");
    take(moved, new VolumeStep.Check(spec.name(), "ho-1"));
    assertThat(face.comesFrom(moved, Optional.of(seen(moved)))).isEmpty();
  }

  @Test
  void a_host_that_was_left_is_asked_no_more_and_may_be_away() {
    make();
    var moved = spec.moved("ho-2");
    take(moved, new VolumeStep.Send(spec.name(), "ho-1"));
    take(moved, new VolumeStep.Check(spec.name(), "ho-1"));
    first.unreachable(true);
    assertThat(seen(moved).thereUnseen()).isPresent();
    first.unreachable(false);
    take(moved, new VolumeStep.Leave(spec.name(), "ho-1", 1));
    assertThat(seen(moved).isOver(moved)).isTrue();
    first.unreachable(true);
    assertThat(seen(moved).isOver(moved)).isTrue();
    first.unreachable(false);
    var back = moved.moved("ho-1");
    take(back, new VolumeStep.Send(spec.name(), "ho-2"));
    assertThat(seen(back).there()).isPresent();
  }

  @Test
  void who_has_a_volume_now_is_asked_whatever_was_seen_of_it() {
    make();
    user = Optional.of(OURS);
    for (var name : List.of(VolumeFace.MOVE, VolumeFace.WIPE)) {
      refused("attached", () -> face.mayAct(action(name), ID.value(), spec, Nothing.ELSE));
    }
    face.mayAct(action(VolumeFace.CANCEL_MOVE), ID.value(), spec, Nothing.ELSE);
  }

  @Test
  void what_a_machine_has_that_is_not_ours_to_change_is_released_but_not_removed() {
    var left = act(VolumeFace.RELEASE, spec, VolumeFacts.NOTHING);
    user = Optional.of(APART);
    face.mayRemove(ID.value(), left, Nothing.ELSE);
    refused("attached", () -> face.mayRemove(ID.value(), spec, Nothing.ELSE));
    user = Optional.of(OURS);
    refused("attached", () -> face.mayRemove(ID.value(), left, Nothing.ELSE));
  }
}
