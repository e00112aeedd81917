package io.stampede.host;

import io.stampede.component.Components;
import io.stampede.engine.Intent;
import io.stampede.engine.Kind;
import io.stampede.engine.Outcome;
import io.stampede.engine.Phase;
import io.stampede.engine.Plan;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.engine.Status;
import io.stampede.ssh.SshFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/// Hosts: looking at one is surveying it, which also keeps its connection up.
public final class HostKind implements Kind<HostSpec, HostFacts, HostStep> {
  public static final String NAME = "host";

  private final HostAccess access;
  private final Components components;
  private final Function<Intent<HostSpec>, Optional<ResourceId>> before;
  private final InstantSource clock;

  /// The boot each host was last seen in.
  private final ConcurrentMap<String, String> boots = new ConcurrentHashMap<>();

  /// @param components what hosts should have of ours
  /// @param before what has to be gone before a host that is to go can be left
  public HostKind(
      HostAccess access,
      Components components,
      Function<Intent<HostSpec>, Optional<ResourceId>> before,
      InstantSource clock) {
    this.access = access;
    this.components = components;
    this.before = before;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  /// A lane of its own: whatever hangs on a host must not keep us from noticing.
  @Override
  public String lane(Intent<HostSpec> intent) {
    return "survey " + intent.id().value();
  }

  @Override
  public Sight<HostFacts> look(Intent<HostSpec> intent) {
    var id = intent.id().value();
    var spec = intent.spec();
    if (intent.wantsPresence()) return access.survey(id, spec);
    if (spec.forgotten()) {
      access.close(id);
      return new Sight.Missing<>(clock.instant());
    }
    var sight = access.survey(id, spec);
    return switch (sight) {
      case Sight.Unseen<HostFacts>(var why, var at) -> {
        // Our key is taken back last: where it is no longer taken, all else has been cleaned.
        boolean left = spec.ownKey() && why.code().equals("auth-refused");
        if (!left) yield new Sight.Unseen<>(uncleaned(why), at);
        access.close(id);
        yield leaving(spec, at);
      }
      case Sight.Missing<HostFacts> _ -> sight;
      case Sight.Found<HostFacts>(var facts, var _) -> {
        if (facts.mark() != HostFacts.Mark.OURS) access.close(id);
        yield sight;
      }
    };
  }

  /// The host is clean, and does not take our key any more.
  private Sight<HostFacts> leaving(HostSpec spec, Instant at) {
    try {
      return access.keyIsLeft(spec)
          ? new Sight.Found<>(HostFacts.NOTHING.with(HostFacts.Mark.OURS), at)
          : new Sight.Missing<>(at);
    } catch (SshFailure e) {
      return new Sight.Unseen<>(uncleaned(HostProblems.of(e, spec.name().value())), at);
    }
  }

  private static Problem uncleaned(Problem why) {
    return new Problem(
        why.blame(),
        why.code(),
        why.message() + "; it cannot be cleaned up before it answers",
        "bring it back, or “Forget” it as it is");
  }

  @Override
  public Plan<HostStep> plan(Intent<HostSpec> intent, Sight<HostFacts> sight, Instant now) {
    var first = intent.wantsPresence() ? Optional.<ResourceId>empty() : before.apply(intent);
    return first.isPresent() && sight.found().isPresent()
        ? Plan.await(now.plusSeconds(5), "its networks are being taken away", first.get())
        : HostPlanner.plan(intent, sight, now, components);
  }

  @Override
  public Outcome apply(Intent<HostSpec> intent, HostStep step) {
    var id = intent.id().value();
    var spec = intent.spec();
    return switch (step) {
      case HostStep.Claim _ -> access.claim(id, spec);
      case HostStep.LoadComponent load -> access.load(id, spec, load.component());
      case HostStep.StartComponent start -> access.start(id, spec, start.component());
      case HostStep.Restart(var _, var boot) -> access.reboot(id, spec, boot);
      case HostStep.Release _ -> access.release(id, spec);
    };
  }

  @Override
  public Phase settled(Intent<HostSpec> intent, Sight<HostFacts> sight) {
    return Phase.CONNECTED;
  }

  /// A host that starts anew is not unreachable, and one of which a part does not work is degraded.
  @Override
  public Status shown(Intent<HostSpec> intent, Sight<HostFacts> sight, Status usual, Instant now) {
    sight.found().ifPresent(facts -> boots.put(intent.id().value(), facts.bootId()));
    return switch (sight) {
      case Sight.Unseen<HostFacts> _ -> away(intent, usual, now);
      case Sight.Missing<HostFacts> _ -> usual;
      case Sight.Found<HostFacts>(var facts, var _) ->
          usual.phase() == Phase.CONNECTED ? connected(facts, usual) : usual;
    };
  }

  private static Status connected(HostFacts facts, Status usual) {
    return facts.problems().stream()
        .findFirst()
        .map(worst -> Status.restingWith(Phase.DEGRADED, worst))
        .orElse(usual);
  }

  /// Only the boot that was to end explains it: one that has come back and goes again does not.
  private Status away(Intent<HostSpec> intent, Status usual, Instant now) {
    if (!HostPlanner.isRebooting(intent, now)) return usual;
    var reboot = intent.spec().reboot().orElseThrow();
    var last = boots.getOrDefault(intent.id().value(), reboot.boot());
    if (!last.equals(reboot.boot())) return usual;
    long seconds = Duration.between(reboot.asked(), now).toSeconds();
    return Status.moving(
        Phase.REBOOTING,
        "%s starts anew, %d s ago it was told to".formatted(intent.spec().name(), seconds));
  }

  @Override
  public Duration patrol() {
    return Duration.ofSeconds(30);
  }
}
