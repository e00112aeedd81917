package io.stampede.network;

import io.stampede.engine.Intent;
import io.stampede.engine.Kind;
import io.stampede.engine.Outcome;
import io.stampede.engine.Phase;
import io.stampede.engine.Plan;
import io.stampede.engine.Problem;
import io.stampede.engine.Sight;
import io.stampede.network.HostModels.Assembled;
import io.stampede.plane.HostModel;
import io.stampede.plane.PlaneHost;
import io.stampede.plane.PlaneSight;
import io.stampede.plane.Segment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;

/// The managed networks on one host: compared with what is kept, and brought there. They have a
/// lane of their own beside the host's, so that workloads do not hold them up.
public final class HostNetworkKind
    implements Kind<HostNetworkSpec, HostNetworkFacts, HostNetworkStep> {
  private final HostNetworks networks;
  private final PlaneHost plane;
  private final Redirecting redirecting;
  private final InstantSource clock;

  /// What each host was seen to have: one more name in a file does not make a bridge unseen.
  private final ConcurrentMap<String, Applied> applied = new ConcurrentHashMap<>();

  /// @param networks their ids
  /// @param plugged addresses of workloads there
  /// @param groups their marks
  record Applied(Set<String> networks, Set<String> plugged, Set<String> groups) {
    static final Applied NONE = new Applied(Set.of(), Set.of(), Set.of());

    static Applied of(HostModel model) {
      var here = model.self().host();
      return new Applied(
          model.segments().stream().map(Segment::network).collect(Collectors.toSet()),
          model.segments().stream()
              .flatMap(segment -> segment.endpoints().stream())
              .filter(endpoint -> endpoint.host().equals(here))
              .map(endpoint -> endpoint.address().toString())
              .collect(Collectors.toSet()),
          model.guards().stream()
              .map(guard -> Guardian.Group.mark(guard.id(), guard.version()))
              .collect(Collectors.toSet()));
    }

    /// Of this only what is still wanted.
    Applied within(Applied wanted) {
      return new Applied(both(networks, wanted.networks), both(plugged, wanted.plugged), groups);
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
      return one.stream().filter(other::contains).collect(Collectors.toSet());
    }

    /// The files are there; whether the networks are, is only seen by a look.
    Applied taken(Applied files) {
      return new Applied(networks, files.plugged, files.groups);
    }
  }

  /// @param redirecting is told what hosts have
  public HostNetworkKind(
      HostNetworks networks, PlaneHost plane, Redirecting redirecting, InstantSource clock) {
    this.networks = networks;
    this.plane = plane;
    this.redirecting = redirecting;
    this.clock = clock;
  }

  @Override
  public String name() {
    return HostNetworkSpec.KIND;
  }

  @Override
  public String lane(Intent<HostNetworkSpec> intent) {
    return intent.spec().host() + ":net";
  }

  @Override
  public Sight<HostNetworkFacts> look(Intent<HostNetworkSpec> intent) {
    var host = intent.spec().host();
    if (!intent.wantsPresence()) {
      return networks.isHost(host)
          ? look(host, networks.nothing(host))
          : new Sight.Missing<>(clock.instant());
    }
    return switch (networks.model(host)) {
      case Assembled.NotYet(var why) ->
          new Sight.Found<>(HostNetworkFacts.notYet(why), clock.instant());
      case Assembled.Model(var model) -> look(host, model);
    };
  }

  private Sight<HostNetworkFacts> look(String host, HostModel model) {
    boolean wanted = !model.segments().isEmpty();
    return switch (plane.look(model)) {
      case Sight.Unseen<PlaneSight>(var why, var at) -> new Sight.Unseen<>(why, at);
      case Sight.Missing<PlaneSight>(var at) -> {
        applied.remove(host);
        redirecting.saw(model, !wanted);
        yield new Sight.Found<>(HostNetworkFacts.nothing(wanted), at);
      }
      case Sight.Found<PlaneSight>(var is, var at) ->
          new Sight.Found<>(HostNetworkFacts.of(host, wanted, is, applied(host, model, is)), at);
    };
  }

  private Applied applied(String host, HostModel model, PlaneSight is) {
    redirecting.saw(model, is.isAsWanted());
    var now = Applied.of(model);
    if (is.isAsWanted()) {
      applied.put(host, now);
    } else {
      applied.computeIfPresent(host, (_, was) -> was.within(now));
    }
    return applied.getOrDefault(host, Applied.NONE);
  }

  @Override
  public Plan<HostNetworkStep> plan(
      Intent<HostNetworkSpec> intent, Sight<HostNetworkFacts> sight, Instant now) {
    return HostNetworkPlanner.plan(intent, sight, now);
  }

  @Override
  public Outcome apply(Intent<HostNetworkSpec> intent, HostNetworkStep step) {
    var host = intent.spec().host();
    return switch (step) {
      case HostNetworkStep.Clear _ -> redirecting.alone(host, () -> plane.clear(host));
      case HostNetworkStep.Apply _ -> redirecting.alone(host, () -> apply(host));
    };
  }

  /// Who needs nothing any more is seen to be so by the next look.
  private Outcome apply(String host) {
    return switch (networks.model(host)) {
      case Assembled.Model(var model) ->
          model.segments().isEmpty() ? Outcome.done() : apply(host, model);
      case Assembled.NotYet(var why) -> Outcome.again(Problem.host("not-yet", why, ""));
    };
  }

  private Outcome apply(String host, HostModel model) {
    var outcome = plane.apply(model);
    if (outcome instanceof Outcome.Done) {
      var files = Applied.of(model);
      applied.merge(host, Applied.NONE.taken(files), (was, _) -> was.taken(files));
    }
    return outcome;
  }

  @Override
  public Phase settled(Intent<HostNetworkSpec> intent, Sight<HostNetworkFacts> sight) {
    return Phase.READY;
  }

  @Override
  public Duration patrol() {
    return Duration.ofSeconds(15);
  }
}
