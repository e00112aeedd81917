package io.stampede.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A kind made for tests: lamps that are screwed in, then lit. Its hosts can be made to fail.
final class Toy implements Kind<Toy.Spec, Toy.Facts, Toy.Move> {
  record Spec(String host, boolean lit) {}

  record Facts(boolean lit) {}

  sealed interface Move extends Step {
    record ScrewIn() implements Move {
      @Override
      public String title() {
        return "screw in";
      }

      @Override
      public Phase phase() {
        return Phase.CREATING;
      }
    }

    record Switch(boolean on) implements Move {
      @Override
      public String title() {
        return on ? "light" : "put out";
      }

      @Override
      public Phase phase() {
        return on ? Phase.STARTING : Phase.STOPPING;
      }
    }

    record TakeOut() implements Move {
      @Override
      public String title() {
        return "take out";
      }

      @Override
      public Phase phase() {
        return Phase.REMOVING;
      }

      @Override
      public boolean destroys() {
        return true;
      }
    }
  }

  /// What happens to a step of a host; empty lets it through.
  interface Fault {
    Optional<Outcome> at(String host, Move move);
  }

  final ConcurrentMap<ResourceId, Facts> lamps = new ConcurrentHashMap<>();
  final List<String> applied = new CopyOnWriteArrayList<>();
  volatile Fault fault = (_, _) -> Optional.empty();
  volatile Optional<Problem> dark = Optional.empty();

  static ResourceId id(String value) {
    return new ResourceId("lamp", value);
  }

  @Override
  public String name() {
    return "lamp";
  }

  @Override
  public String lane(Intent<Spec> intent) {
    return intent.spec().host();
  }

  @Override
  public Sight<Facts> look(Intent<Spec> intent) {
    var now = Instant.EPOCH;
    if (dark.isPresent()) return new Sight.Unseen<>(dark.get(), now);
    var facts = lamps.get(intent.id());
    return facts == null ? new Sight.Missing<>(now) : new Sight.Found<>(facts, now);
  }

  @Override
  public Plan<Move> plan(Intent<Spec> intent, Sight<Facts> sight, Instant now) {
    if (sight instanceof Sight.Unseen<Facts>(var why, var _)) {
      return Plan.await(now.plusSeconds(1), why.message());
    }
    var seen = sight.found();
    var steps = new ArrayList<Move>();
    if (intent.wantsPresence()) {
      if (seen.isEmpty()) steps.add(new Move.ScrewIn());
      boolean lit = seen.map(Facts::lit).orElse(false);
      if (lit != intent.spec().lit()) steps.add(new Move.Switch(intent.spec().lit()));
    } else if (seen.isPresent()) {
      steps.add(new Move.TakeOut());
    }
    return Plan.of(steps);
  }

  @Override
  public Outcome apply(Intent<Spec> intent, Move move) {
    applied.add(intent.id().value() + ": " + move.title());
    var failed = fault.at(intent.spec().host(), move);
    if (failed.isPresent()) return failed.get();
    switch (move) {
      case Move.ScrewIn _ -> lamps.putIfAbsent(intent.id(), new Facts(false));
      case Move.Switch(var on) -> lamps.put(intent.id(), new Facts(on));
      case Move.TakeOut _ -> lamps.remove(intent.id());
    }
    return Outcome.done();
  }

  @Override
  public Phase settled(Intent<Spec> intent, Sight<Facts> sight) {
    return intent.spec().lit() ? Phase.RUNNING : Phase.STOPPED;
  }
}
