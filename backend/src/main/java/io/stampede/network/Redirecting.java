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
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// The quick path of links, published ports and floating addresses: brings what a host is to send
/// elsewhere and nothing else, and remembers what hosts were last known to have, so that nobody
/// looks at a host for one of these alone.
public final class Redirecting {
  private final HostNetworks networks;
  private final PlaneHost plane;
  private final ConcurrentMap<String, Redirects> known = new ConcurrentHashMap<>();

  /// Of each host: one at a time asks for what is kept and brings it, or takes all away. Of two at
  /// once, the one that asked first could be the last to arrive, and undo what the other brought.
  private final ConcurrentMap<String, Lock> turns = new ConcurrentHashMap<>();

  public Redirecting(HostNetworks networks, PlaneHost plane) {
    this.networks = networks;
    this.plane = plane;
  }

  /// Brings a host what is kept for it now; nothing to one that is to go, where all of it would be
  /// put back that is being taken away.
  ///
  /// @param cuts connections that are to end
  public Outcome bring(String hostId, List<Cut> cuts) {
    return alone(hostId, () -> brought(hostId, cuts));
  }

  /// Something that is brought to a host, or taken away: never while something else is. What is
  /// kept for it has to be asked within.
  Outcome alone(String hostId, Supplier<Outcome> step) {
    var lock = turns.computeIfAbsent(hostId, _ -> new ReentrantLock(true));
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
        // somebody who was first has brought this, too
        if (cuts.isEmpty() && model.redirects().equals(known.get(hostId))) yield Outcome.done();
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
