package io.stampede.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Memory and journal of the engine without a store.
final class HeapMemory implements Memory, Journal {
  final ConcurrentMap<ResourceId, Intent<?>> intents = new ConcurrentHashMap<>();
  final ConcurrentMap<ResourceId, Status> statuses = new ConcurrentHashMap<>();
  final List<String> journal = new CopyOnWriteArrayList<>();

  void want(ResourceId id, Toy.Spec spec) {
    intents.compute(
        id,
        (_, before) ->
            new Intent<>(
                id, before == null ? 1 : before.generation() + 1, new Intent.Goal.Present<>(spec)));
  }

  void drop(ResourceId id) {
    intents.computeIfPresent(
        id,
        (_, before) ->
            new Intent<>(id, before.generation() + 1, new Intent.Goal.Absent<>(before.spec())));
  }

  @Override
  public List<ResourceId> resources() {
    return List.copyOf(intents.keySet());
  }

  @Override
  @SuppressWarnings("unchecked") // holds lamps only
  public <S> Optional<Intent<S>> intent(Kind<S, ?, ?> kind, ResourceId id) {
    return Optional.ofNullable((Intent<S>) intents.get(id));
  }

  @Override
  public boolean isCurrent(ResourceId id, long generation) {
    var intent = intents.get(id);
    return intent != null && intent.generation() == generation;
  }

  @Override
  public <O> void saw(Kind<?, O, ?> kind, Intent<?> intent, Sight<O> sight, Status status) {
    statuses.put(intent.id(), status);
  }

  @Override
  public void status(ResourceId id, Status status) {
    statuses.put(id, status);
  }

  @Override
  public void gone(ResourceId id, long generation) {
    intents.remove(id);
    statuses.remove(id);
  }

  @Override
  public long started(ResourceId id, long generation, String title, Instant at) {
    journal.add("start " + title);
    return journal.size();
  }

  @Override
  public void ended(long entry, Outcome outcome, List<String> transcript, Instant at) {
    journal.add("end " + outcome.getClass().getSimpleName());
  }
}
