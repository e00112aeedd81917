package io.stampede.wizard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// What the open step asks of the server, as values.
final class Requests {
  /// More of the same would only be scrolled past.
  private static final int SHOWN = 20;

  private Requests() {}

  static List<Request> of(Shown shown, Function<Target, Map<String, Object>> candidate) {
    var all = new ArrayList<Request>();
    switch (shown.step()) {
      case WHERE -> all.add(new Request.Ask("targets", Map.of("text", shown.where().text())));
      case WHO -> shown.targets().forEach(t -> all.add(new Request.Create(candidate.apply(t))));
      case TRUST ->
          shown
              .standing(Stand.ASKS_TRUST)
              .forEach(h ->
                  all.add(
                      new Request.Act(h.id(), "trust", Map.of("fingerprint", h.presentedKey()))));
      case CHECKS ->
          shown.in(Step.CHECKS).forEach(h -> all.add(new Request.Act(h.id(), "recheck", Map.of())));
      case PLAN ->
          shown
              .standing(Stand.MAY_BE_ADDED)
              .forEach(h -> all.add(new Request.Act(h.id(), "add", Map.of())));
      case GO ->
          shown
              .standing(Stand.STUCK)
              .forEach(h -> all.add(new Request.Act(h.id(), "retry", Map.of())));
      case READY -> shown.in(Step.READY).forEach(h -> all.add(new Request.Remove(h.id())));
    }
    return all.stream().limit(SHOWN).toList();
  }
}
