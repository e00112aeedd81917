package io.stampede.edge;

import io.stampede.engine.Intent;
import io.stampede.engine.Kind;
import io.stampede.engine.Outcome;
import io.stampede.engine.Phase;
import io.stampede.engine.Plan;
import io.stampede.engine.Sight;
import io.stampede.engine.Status;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;

/// Published ports, and floating addresses: a lane of their own, so that what takes long on a host
/// does not hold them up.
///
/// @param <S> the spec
public final class LeadKind<S> implements Kind<S, LeadFacts, LeadStep> {
  public static final String PORT = "port";
  public static final String FLOATING = "floatingIp";

  private final String name;
  private final Function<S, Aim> aim;
  private final Function<S, Connections> connections;
  private final Function<S, String> lane;
  private final Leads leads;
  private final InstantSource clock;

  private LeadKind(
      String name,
      Function<S, Aim> aim,
      Function<S, Connections> connections,
      Function<S, String> lane,
      Leads leads,
      InstantSource clock) {
    this.name = name;
    this.aim = aim;
    this.connections = connections;
    this.lane = lane;
    this.leads = leads;
    this.clock = clock;
  }

  public static LeadKind<PortSpec> ports(Edges edges, InstantSource clock) {
    return new LeadKind<>(
        PORT,
        spec -> Aims.of(spec, edges.workload(spec.target())),
        PortSpec::connections,
        spec -> spec.hostId() + ":leads",
        new Leads(edges, clock),
        clock);
  }

  public static LeadKind<FloatingIpSpec> floating(Edges edges, InstantSource clock) {
    return new LeadKind<>(
        FLOATING,
        spec -> Aims.of(spec, spec.target().flatMap(edges::workload)),
        FloatingIpSpec::connections,
        spec ->
            spec.target().flatMap(edges::workload).map(w -> w.host() + ":leads").orElse("console"),
        new Leads(edges, clock),
        clock);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String lane(Intent<S> intent) {
    return lane.apply(intent.spec());
  }

  @Override
  public Sight<LeadFacts> look(Intent<S> intent) {
    return leads.look(
        intent.id(), intent.wantsPresence() ? aim.apply(intent.spec()) : new Aim.Nowhere());
  }

  @Override
  public Plan<LeadStep> plan(Intent<S> intent, Sight<LeadFacts> sight, Instant now) {
    return LeadPlanner.plan(intent, sight, isCut(intent), now);
  }

  private boolean isCut(Intent<S> intent) {
    return connections.apply(intent.spec()) == Connections.CUT;
  }

  @Override
  public Outcome apply(Intent<S> intent, LeadStep step) {
    return leads.apply(intent.id(), step);
  }

  @Override
  public Phase settled(Intent<S> intent, Sight<LeadFacts> sight) {
    return Phase.READY;
  }

  /// What waits for its target is no failure: it goes on by itself.
  @Override
  public Status shown(Intent<S> intent, Sight<LeadFacts> sight, Status usual, Instant now) {
    if (!intent.wantsPresence()) return usual;
    var problem = sight.found().flatMap(LeadFacts::problem);
    return usual.transition() == Status.Transition.ERROR && usual.problem().equals(problem)
        ? problem.map(p -> Status.restingWith(Phase.WAITING, p)).orElse(usual)
        : usual;
  }
}
