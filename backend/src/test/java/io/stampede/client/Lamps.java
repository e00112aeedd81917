package io.stampede.client;

import io.stampede.engine.Intent;
import io.stampede.engine.Kind;
import io.stampede.engine.Outcome;
import io.stampede.engine.Phase;
import io.stampede.engine.Plan;
import io.stampede.engine.Sight;
import io.stampede.engine.Step;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.Field;
import io.stampede.schema.KindSchema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// A kind made for tests: lamps that hang at other lamps, and are lit or not.
final class Lamps implements KindFace<Lamps.Spec, Lamps.Facts, Lamps.Move> {
  record Spec(
      @Field(label = "Name", pattern = "[a-z0-9-]+") String name,
      @Field(label = "Watts", byDefault = "40", update = true, min = 1) int watts,
      @Field(label = "Hangs at", reference = "lamp") Optional<String> at,
      @Field(label = "Key", secret = true) Optional<String> key,
      boolean lit) {}

  record Facts(@Field(label = "Glows") boolean glows, @Field(label = "Seen watts") int seenWatts) {}

  record Move(String title, Facts target, boolean destroys) implements Step {
    @Override
    public Phase phase() {
      return destroys ? Phase.REMOVING : Phase.UPDATING;
    }

    @Override
    public List<String> calls() {
      return List.of("POST /lamps");
    }
  }

  final ConcurrentMap<String, Facts> world = new ConcurrentHashMap<>();

  @Override
  public KindSchema schema() {
    return KindSchema.of(
        "lamp",
        "Lamp",
        "Lamps",
        "Gives light.",
        Spec.class,
        Facts.class,
        ActionSchema.of("light", "Light", "", Phase.STOPPED),
        ActionSchema.of("putOut", "Put out", "", Phase.RUNNING),
        ActionSchema.of("count", "Count", "").ofCollection());
  }

  @Override
  public Kind<Spec, Facts, Move> kind() {
    return new LampKind();
  }

  @Override
  public Class<Spec> specType() {
    return Spec.class;
  }

  @Override
  public Class<Facts> factsType() {
    return Facts.class;
  }

  @Override
  public String idPrefix() {
    return "la";
  }

  @Override
  public String name(Spec spec) {
    return spec.name();
  }

  @Override
  public Spec admit(String id, Spec wanted, Optional<Spec> before, Resources all) {
    if (wanted.watts() > 1000) {
      throw Refused.field("watts", "too-bright", "no fuse holds that", "ask for less");
    }
    return wanted;
  }

  @Override
  public Spec act(ActionSchema action, Spec spec, Optional<Facts> seen, Map<String, ?> input) {
    boolean lit = action.name().equals("light");
    return new Spec(spec.name(), spec.watts(), spec.at(), spec.key(), lit);
  }

  @Override
  public void mayRemove(String id, Spec spec, Resources all) {
    boolean used = all.list("lamp").stream().anyMatch(r -> r.text("at").equals(id));
    if (used) throw Refused.conflict("in-use", spec.name() + " carries other lamps", "");
  }

  @Override
  public Map<String, Object> ask(ActionSchema action, Map<String, ?> input) {
    return Map.of("count", (long) world.size());
  }

  private final class LampKind implements Kind<Spec, Facts, Move> {
    @Override
    public String name() {
      return "lamp";
    }

    @Override
    public String lane(Intent<Spec> intent) {
      return "room";
    }

    @Override
    public Sight<Facts> look(Intent<Spec> intent) {
      var facts = world.get(intent.id().value());
      return facts == null
          ? new Sight.Missing<>(Instant.EPOCH)
          : new Sight.Found<>(facts, Instant.EPOCH);
    }

    @Override
    public Plan<Move> plan(Intent<Spec> intent, Sight<Facts> sight, Instant now) {
      var spec = intent.spec();
      var target = new Facts(spec.lit(), spec.watts());
      if (!intent.wantsPresence()) {
        return sight.found().isEmpty()
            ? new Plan.Settled<>()
            : Plan.of(List.of(new Move("remove " + spec.name(), target, true)));
      }
      boolean same = sight.found().equals(Optional.of(target));
      return same
          ? new Plan.Settled<>()
          : Plan.of(List.of(new Move("set " + spec.name(), target, false)));
    }

    @Override
    public Outcome apply(Intent<Spec> intent, Move move) {
      if (move.destroys()) world.remove(intent.id().value());
      else world.put(intent.id().value(), move.target());
      return Outcome.done();
    }

    @Override
    public Phase settled(Intent<Spec> intent, Sight<Facts> sight) {
      return intent.spec().lit() ? Phase.RUNNING : Phase.STOPPED;
    }
  }
}
