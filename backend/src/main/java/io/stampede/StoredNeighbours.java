package io.stampede;

import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Status;
import io.stampede.host.Fingerprint;
import io.stampede.host.HostFacts;
import io.stampede.host.HostKind;
import io.stampede.host.HostSpec;
import io.stampede.onboard.CandidateKind;
import io.stampede.onboard.CandidateSpec;
import io.stampede.onboard.Neighbours;
import io.stampede.store.NameTaken;
import io.stampede.store.Row;
import io.stampede.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The intents of hosts and candidates, in the store.
final class StoredNeighbours implements Neighbours {
  private static final int TRIES = 5;

  private final Wakes wakes;
  private volatile Optional<Store> store = Optional.empty();

  StoredNeighbours(Wakes wakes) {
    this.wakes = wakes;
  }

  /// The store is made after the kinds that it keeps.
  void in(Store store) {
    this.store = Optional.of(store);
  }

  @Override
  public List<Neighbour> all() {
    if (store.isEmpty()) return List.of();
    return Stream.of(HostKind.NAME, CandidateKind.NAME)
        .flatMap(kind -> store().rows(kind))
        .filter(Row::wanted)
        .map(StoredNeighbours::neighbour)
        .toList();
  }

  private static Neighbour neighbour(Row row) {
    return switch (row.spec()) {
      case HostSpec host ->
          new Neighbour(
              true,
              row.id().value(),
              row.name(),
              host.address().value(),
              host.access().port(),
              host.access().hostKey().map(Fingerprint::value),
              row.facts().map(HostFacts.class::cast).map(HostFacts::bootId));
      case CandidateSpec candidate ->
          new Neighbour(
              false,
              row.id().value(),
              row.name(),
              candidate.address().value(),
              candidate.access().port(),
              candidate.access().hostKey().map(Fingerprint::value),
              Optional.empty());
      default -> throw new IllegalStateException("no neighbour: " + row.id());
    };
  }

  @Override
  public Optional<Standing> host(String hostId) {
    return store()
        .row(new ResourceId(HostKind.NAME, hostId))
        .filter(Row::wanted)
        .map(StoredNeighbours::standing);
  }

  private static Standing standing(Row row) {
    var status = row.status();
    boolean ready = status.transition() == Status.Transition.NO;
    var doing = ready ? "" : status.phase().word() + ": " + status.message();
    return new Standing(ready, doing, row.created());
  }

  @Override
  public Outcome add(String hostId, HostSpec spec) {
    var id = new ResourceId(HostKind.NAME, hostId);
    try {
      if (store().row(id).isEmpty()) store().insert(id, spec.name().value(), spec, hostId);
      wakes.wake(id);
      return Outcome.done();
    } catch (NameTaken _) {
      return Outcome.stuck(
          Problem.request(
              "not-unique",
              "there is already a host called " + spec.name(),
              "give this one another name"));
    }
  }

  @Override
  public Outcome keyInstalled(String candidateId) {
    return changed(candidateId, CandidateSpec::withKeyInstalled);
  }

  @Override
  public Outcome keyTakenBack(String candidateId) {
    return changed(candidateId, CandidateSpec::withKeyTakenBack);
  }

  @Override
  public Outcome retire(String candidateId) {
    var id = new ResourceId(CandidateKind.NAME, candidateId);
    store()
        .row(id)
        .filter(Row::wanted)
        .ifPresent(row -> {
          var unused = store().replace(id, row.generation(), false, row.name(), row.spec());
          wakes.wake(id);
        });
    return Outcome.done();
  }

  private Outcome changed(String candidateId, UnaryOperator<CandidateSpec> change) {
    var id = new ResourceId(CandidateKind.NAME, candidateId);
    for (int i = 0; i < TRIES; i++) {
      var row = store().row(id);
      if (row.isEmpty()) return Outcome.done();
      var was = row.get();
      var next = change.apply((CandidateSpec) was.spec());
      boolean kept =
          next.equals(was.spec())
              || store().replace(id, was.generation(), was.wanted(), was.name(), next).isPresent();
      if (kept) return Outcome.done();
    }
    return Outcome.again(
        Problem.request("changed-meanwhile", candidateId + " keeps being changed by others", ""));
  }

  @Override
  public boolean knows(String candidateId) {
    return store().row(new ResourceId(CandidateKind.NAME, candidateId)).isPresent();
  }

  private Store store() {
    return store.orElseThrow(() -> new IllegalStateException("the store is not open yet"));
  }
}
