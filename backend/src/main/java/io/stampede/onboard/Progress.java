package io.stampede.onboard;

import io.stampede.engine.Problem;
import io.stampede.onboard.CandidateFacts.Trust;
import io.stampede.ssh.HostKey;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How far the look at a candidate has come: which parts are under way, which are over, and what
/// was found. A value: each change makes a new one.
///
/// @param trouble why it cannot be looked at at all
/// @param running parts under way
/// @param took milliseconds, of the parts that are over
/// @param failed why a part that is over could not be looked at
record Progress(
    Optional<HostKey> key,
    Trust trust,
    Optional<Problem> trouble,
    Set<Part> running,
    Map<Part, Long> took,
    Map<Part, String> failed,
    Probed probed) {
  static final Progress NONE =
      new Progress(
          Optional.empty(),
          Trust.UNKNOWN,
          Optional.empty(),
          Set.of(),
          Map.of(),
          Map.of(),
          Probed.NOTHING);

  Progress {
    running = Set.copyOf(running);
    took = Map.copyOf(took);
    failed = Map.copyOf(failed);
  }

  Progress withKey(HostKey seen, Trust now) {
    return new Progress(Optional.of(seen), now, Optional.empty(), running, took, failed, probed);
  }

  Progress withTrouble(Problem problem) {
    return new Progress(
        key, trust, Optional.of(problem), Set.of(), Map.of(), Map.of(), Probed.NOTHING);
  }

  Progress withoutTrouble() {
    return new Progress(key, trust, Optional.empty(), running, took, failed, probed);
  }

  Progress began(Set<Part> parts) {
    var now = EnumSet.noneOf(Part.class);
    now.addAll(running);
    now.addAll(parts);
    return new Progress(key, trust, trouble, now, took, failed, probed);
  }

  Progress ended(Part part, long millis, Probed found) {
    var times = new EnumMap<Part, Long>(Part.class);
    times.putAll(took);
    // A look that finds the same is the same look, however long it took.
    boolean same = took.containsKey(part) && probed.and(found).equals(probed);
    if (!same) times.put(part, millis);
    return new Progress(
        key, trust, trouble, without(part), times, failedBut(part), probed.and(found));
  }

  Progress gaveUp(Part part, long millis, String why) {
    var times = new EnumMap<Part, Long>(Part.class);
    times.putAll(took);
    times.putIfAbsent(part, millis);
    var reasons = failedBut(part);
    reasons.put(part, why);
    return new Progress(key, trust, trouble, without(part), times, reasons, probed);
  }

  private Set<Part> without(Part part) {
    var now = EnumSet.noneOf(Part.class);
    now.addAll(running);
    now.remove(part);
    return now;
  }

  private Map<Part, String> failedBut(Part part) {
    var reasons = new EnumMap<Part, String>(Part.class);
    reasons.putAll(failed);
    reasons.remove(part);
    return reasons;
  }
}
