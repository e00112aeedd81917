package io.stampede.network;

import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import io.stampede.network.HostModels.Assembled;
import io.stampede.plane.Cut;
import io.stampede.plane.HostModel;
import io.stampede.plane.PlaneHost;
import io.stampede.plane.Redirects;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/// The quick path of links, published ports and floating addresses: brings what a host is to send
/// elsewhere and nothing else, and remembers what hosts were last known to have, so that nobody
/// looks at a host for one of these alone.
public final class Redirecting {
  private final HostNetworks networks;
  private final PlaneHost plane;
  private final ConcurrentMap<String, Redirects> known = new ConcurrentHashMap<>();

  /// Of each host: many bring something at once, and who takes all away is alone.
  private final ConcurrentMap<String, ReadWriteLock> turns = new ConcurrentHashMap<>();

  public Redirecting(HostNetworks networks, PlaneHost plane) {
    this.networks = networks;
    this.plane = plane;
  }

  /// Brings a host what is kept for it now; nothing to one that is to go, where all of it would be
  /// put back that is being taken away.
  ///
  /// @param cuts connections that are to end
  public Outcome bring(String hostId, List<Cut> cuts) {
    return bringing(hostId, () -> brought(hostId, cuts));
  }

  /// Something that is brought to a host: never while all is taken away there. What is kept for it
  /// has to be asked within.
  Outcome bringing(String hostId, Supplier<Outcome> step) {
    return locked(turn(hostId).readLock(), step);
  }

  /// All is taken away from a host: only after those who bring something have ended.
  Outcome clearing(String hostId, Supplier<Outcome> step) {
    return locked(turn(hostId).writeLock(), step);
  }

  private ReadWriteLock turn(String hostId) {
    return turns.computeIfAbsent(hostId, _ -> new ReentrantReadWriteLock());
  }

  private static Outcome locked(Lock lock, Supplier<Outcome> step) {
    lock.lock();
    try {
      return step.get();
    } finally {
      lock.unlock();
    }
  }

  private Outcome brought(String hostId, List<Cut> cuts) {
    if (!networks.isKept(hostId)) return Outcome.done();
    return switch (networks.model(hostId)) {
      case Assembled.NotYet(var why) -> Outcome.again(Problem.host("not-yet", why, ""));
      case Assembled.Model(var model) -> {
        var outcome = plane.redirect(model, cuts);
        saw(model, outcome instanceof Outcome.Done);
        yield outcome;
      }
    };
  }

  /// What a host has, as far as is known; empty also after a start of the console.
  public Optional<Redirects> known(String hostId) {
    return Optional.ofNullable(known.get(hostId));
  }

  /// @param asWanted whether the host was seen to have what the model says
  void saw(HostModel model, boolean asWanted) {
    var host = model.self().host();
    if (asWanted) known.put(host, model.redirects());
    else known.remove(host);
  }
}
