package io.stampede.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.engine.Intent;
import io.stampede.engine.Outcome;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.network.HostModels.Assembled;
import io.stampede.plane.Cidr;
import io.stampede.plane.Cut;
import io.stampede.plane.HostModel;
import io.stampede.plane.Ipv4;
import io.stampede.plane.Node;
import io.stampede.plane.Overlay;
import io.stampede.plane.PlaneHost;
import io.stampede.plane.PlaneSight;
import io.stampede.plane.Redirect;
import io.stampede.plane.Redirects;
import io.stampede.plane.Segment;
import io.stampede.plane.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// What is brought to a host the quick way, while something else is, or all is taken away there.
class RedirectingTest {
  private static final String HOST = "ho-1";

  private static final HostModel MODEL =
      new HostModel(
          "11111111-2222-3333-4444-555555555555",
          new Node(HOST, 1, Ipv4.of("192.0.2.1"), Optional.empty()),
          List.of(
              new Segment(
                  "nw-1",
                  "managed",
                  1,
                  Cidr.of("10.42.0.0/16"),
                  Cidr.of("10.42.0.0/24"),
                  Overlay.DIRECT,
                  "managed.stampede.internal",
                  OptionalInt.empty(),
                  List.of(),
                  List.of())));

  /// A latch that somebody reaches, and is held at.
  private static final class Gate {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    void pass() {
      reached.countDown();
      await(open);
    }

    void awaitReached() {
      await(reached);
    }

    void open() {
      open.countDown();
    }

    private static void await(CountDownLatch latch) {
      try {
        assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private final List<String> there = new CopyOnWriteArrayList<>();
  private final Gate assembling = new Gate();
  private final Gate clearing = new Gate();
  private volatile boolean kept = true;
  private volatile Redirects wanted = Redirects.NONE;
  private volatile Redirects had = Redirects.NONE;

  private final HostNetworks networks =
      new HostNetworks() {
        @Override
        public Assembled model(String hostId) {
          assembling.pass();
          return new Assembled.Model(MODEL.with(wanted));
        }

        @Override
        public HostModel nothing(String hostId) {
          throw new AssertionError("nobody looks");
        }

        @Override
        public boolean isHost(String hostId) {
          return true;
        }

        @Override
        public boolean isKept(String hostId) {
          return kept;
        }

        @Override
        public Optional<ResourceId> before(Intent<?> removal) {
          return Optional.empty();
        }

        @Override
        public Optional<Pending> pending(ResourceId workload, String hostId, List<Card> cards) {
          return Optional.empty();
        }
      };

  /// Remembers what is there.
  private final PlaneHost plane =
      new PlaneHost() {
        @Override
        public Sight<PlaneSight> look(HostModel model) {
          return new Sight.Missing<>(Instant.EPOCH);
        }

        @Override
        public Outcome apply(HostModel model) {
          there.add("all");
          return Outcome.done();
        }

        @Override
        public Outcome redirect(HostModel model, List<Cut> cuts) {
          there.add("maps");
          had = model.redirects();
          return Outcome.done();
        }

        @Override
        public Outcome clear(String host) {
          clearing.pass();
          there.clear();
          return Outcome.done();
        }
      };

  private final Redirecting redirecting = new Redirecting(networks, plane);

  /// A step on a thread of its own, and how it ended.
  private static final class Under {
    private final FutureTask<Outcome> task;
    private final Thread thread;

    Under(Callable<Outcome> step) {
      task = new FutureTask<>(step);
      thread = Thread.ofPlatform().daemon().start(task);
    }

    /// Until it can do no more by itself.
    void awaitHeldOrOver() {
      Awaitility.await().until(() -> task.isDone() || thread.getState() == Thread.State.WAITING);
    }

    void awaitDone() {
      assertThat(task).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(Outcome.done());
    }
  }

  private Under brought() {
    return new Under(() -> redirecting.bring(HOST, List.of()));
  }

  private Under cleared() {
    return new Under(() -> redirecting.alone(HOST, () -> plane.clear(HOST)));
  }

  /// It was to be kept when the change began, and is to go while the change is under way.
  @Test
  void all_is_taken_away_only_after_a_change_that_had_begun_has_ended() {
    clearing.open();
    var change = brought();
    assembling.awaitReached();
    kept = false;
    var removal = cleared();
    removal.awaitHeldOrOver();
    assembling.open();
    change.awaitDone();
    removal.awaitDone();
    assertThat(there).isEmpty();
  }

  @Test
  void a_change_that_comes_while_all_is_taken_away_brings_nothing() {
    assembling.open();
    var removal = cleared();
    clearing.awaitReached();
    var change = brought();
    change.awaitHeldOrOver();
    kept = false;
    clearing.open();
    removal.awaitDone();
    change.awaitDone();
    assertThat(there).isEmpty();
  }

  /// Before, a host's network took longer than a link, and took it away again.
  @Test
  void what_was_asked_before_and_takes_longer_undoes_nothing_that_was_asked_later() {
    assembling.open();
    var slow = new Gate();
    var network =
        new Under(() ->
            redirecting.alone(
                HOST,
                () -> {
                  var model = MODEL.with(wanted);
                  slow.pass();
                  return plane.redirect(model, List.of());
                }));
    slow.awaitReached();
    wanted = link("10.42.0.20");
    var change = brought();
    change.awaitHeldOrOver();
    slow.open();
    network.awaitDone();
    change.awaitDone();
    assertThat(had).isEqualTo(wanted);
  }

  @Test
  void what_somebody_else_has_brought_along_is_not_brought_again_but_connections_are_cut() {
    assembling.open();
    wanted = link("10.42.0.20");
    for (int i = 0; i < 2; i++) brought().awaitDone();
    assertThat(there).containsExactly("maps");
    var cut = new Cut.Port(Optional.empty(), Transport.TCP, 80);
    assertThat(redirecting.bring(HOST, List.of(cut))).isEqualTo(Outcome.done());
    wanted = link("10.42.0.21");
    brought().awaitDone();
    assertThat(there).containsExactly("maps", "maps", "maps");
    assertThat(had).isEqualTo(wanted);
  }

  private static Redirects link(String target) {
    var spot = new Redirect.Spot(Ipv4.of(target), 80);
    var at = Optional.of(Ipv4.of("10.42.240.2"));
    var link = new Redirect(at, Transport.TCP, 80, List.of(spot));
    return Redirects.NONE.withLinks(List.of(link), List.of());
  }
}
