package io.stampede.edge;

import io.stampede.engine.Outcome;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.engine.Work;
import io.stampede.network.HostNetworks;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// What published ports and floating addresses have in common: looking at where they lead, and
/// having them lead elsewhere.
final class Leads {
  private final Edges edges;
  private final InstantSource clock;

  /// Where each was brought to lead last. What is not here was brought before this process.
  private final ConcurrentMap<ResourceId, Optional<Lead>> pointed = new ConcurrentHashMap<>();

  Leads(Edges edges, InstantSource clock) {
    this.edges = edges;
    this.clock = clock;
  }

  Edges edges() {
    return edges;
  }

  /// Reads what is kept, never a host: a host's own patrol looks at all of its leads at once.
  Sight<LeadFacts> look(ResourceId id, Aim aim) {
    var last = pointed.computeIfAbsent(id, edges::pointed);
    var facts =
        switch (aim) {
          case Aim.Nowhere _ -> LeadFacts.NOWHERE;
          case Aim.Blocked(var problem, var on) -> LeadFacts.blocked(problem, on);
          case Aim.At(var lead, var target) -> at(lead, target);
        };
    return new Sight.Found<>(facts.pointed(last), clock.instant());
  }

  private LeadFacts at(Lead lead, String target) {
    var facts = LeadFacts.at(lead, target, edges.hostName(lead.host()).orElse(lead.host()));
    var pending = edges.pending(lead.host(), lead.network());
    return pending.isEmpty()
        ? facts
        : facts.waiting(pending, Optional.of(HostNetworks.id(lead.host())));
  }

  Outcome apply(ResourceId id, LeadStep step) {
    var outcome =
        switch (step) {
          case LeadStep.Point(var before, var lead, var cut) -> point(before, lead, cut);
          case LeadStep.TakeAway(var lead, var cut) -> left(lead, cut ? List.of(lead) : List.of());
        };
    if (outcome instanceof Outcome.Done) {
      pointed.put(
          id,
          switch (step) {
            case LeadStep.Point point -> Optional.of(point.lead());
            case LeadStep.TakeAway _ -> Optional.empty();
          });
    }
    return outcome;
  }

  private Outcome point(Optional<Lead> before, Lead lead, boolean cut) {
    var old = cut ? before.stream().toList() : List.<Lead>of();
    var elsewhere = before.filter(b -> !b.host().equals(lead.host()));
    if (elsewhere.isPresent()) {
      var outcome = leftForAnother(elsewhere.get(), old);
      if (!(outcome instanceof Outcome.Done)) return outcome;
    }
    return edges.bring(lead.host(), elsewhere.isPresent() ? List.of() : old);
  }

  /// A host that is away does not keep its address to itself: it gives it up when it is back.
  private Outcome leftForAnother(Lead lead, List<Lead> cut) {
    if (edges.isConnected(lead.host())) return left(lead, cut);
    Work.note("%s is away: it gives %s up when it is back".formatted(lead.host(), lead.door()));
    return Outcome.done();
  }

  /// Nothing is to be taken from a host that was given up.
  private Outcome left(Lead lead, List<Lead> cut) {
    return edges.hostName(lead.host()).isPresent() ? edges.bring(lead.host(), cut) : Outcome.done();
  }
}
