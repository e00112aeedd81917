package io.stampede.wizard;

import java.util.ArrayList;
import java.util.List;

/// How each step stands, out of the hosts and what was typed.
final class Steps {
  private Steps() {}

  static List<Step.View> views(Step current, boolean targets, List<HostRow> hosts) {
    var views = new ArrayList<Step.View>();
    for (var step : Step.values()) {
      views.add(
          new Step.View(
              step,
              state(step, targets, hosts),
              step == current,
              step == current || isReachable(step, targets, hosts),
              summary(step, hosts)));
    }
    return views;
  }

  static boolean isReachable(Step step, boolean targets, List<HostRow> hosts) {
    return switch (step) {
      case WHERE -> true;
      case WHO -> targets || !hosts.isEmpty();
      case TRUST, CHECKS, PLAN, GO -> !hosts.isEmpty() && furthest(hosts).compareTo(step) >= 0;
      case READY -> hosts.stream().anyMatch(h -> h.stand() == Stand.ADDED);
    };
  }

  private static Step furthest(List<HostRow> hosts) {
    var furthest = Step.WHERE;
    for (var host : hosts) {
      if (host.stand().step().compareTo(furthest) > 0) furthest = host.stand().step();
    }
    return furthest;
  }

  /// Where one goes on who comes back: at what needs a person, else at what is least far.
  static Step resumeAt(List<HostRow> hosts) {
    return hosts.stream()
        .filter(h -> h.stand() != Stand.ADDED)
        .min(HostRow.WORST_FIRST)
        .map(h -> h.stand().step())
        .orElse(Step.WHERE);
  }

  private static Step.State state(Step step, boolean targets, List<HostRow> hosts) {
    return switch (step) {
      case WHERE -> targets || !hosts.isEmpty() ? Step.State.DONE : Step.State.ASKS;
      case WHO -> {
        if (targets) yield Step.State.ASKS;
        yield hosts.isEmpty() ? Step.State.LATER : Step.State.DONE;
      }
      case TRUST, CHECKS, PLAN, GO, READY -> ofHosts(step, hosts);
    };
  }

  private static Step.State ofHosts(Step step, List<HostRow> hosts) {
    var here = hosts.stream().filter(h -> h.stand().step() == step).toList();
    if (here.isEmpty()) {
      boolean passed = hosts.stream().anyMatch(h -> h.stand().step().compareTo(step) > 0);
      return passed ? Step.State.DONE : Step.State.LATER;
    }
    if (step == Step.READY) return Step.State.DONE;
    if (here.stream().anyMatch(h -> h.stand().needsAttention())) return Step.State.TROUBLED;
    return here.stream().anyMatch(h -> !h.stand().isMoving()) ? Step.State.ASKS : Step.State.BUSY;
  }

  private static String summary(Step step, List<HostRow> hosts) {
    if (hosts.isEmpty()) return "";
    int all = hosts.size();
    int past = (int) hosts.stream().filter(h -> h.stand().step().compareTo(step) > 0).count();
    return switch (step) {
      case WHERE -> Words.say("summary.where", all);
      case WHO -> "";
      case TRUST ->
          Words.say("summary.trust", hosts.stream().filter(h -> h.trust().isGiven()).count(), all);
      case CHECKS ->
          past == 0 && isLater(step, hosts) ? "" : Words.say("summary.checks", past, all);
      case PLAN -> isLater(step, hosts) ? "" : Words.say("summary.plan", count(step, hosts));
      case GO ->
          isLater(step, hosts) ? "" : Words.say("summary.go", past, past + count(step, hosts));
      case READY -> count(step, hosts) == 0 ? "" : Words.say("summary.ready", count(step, hosts));
    };
  }

  private static boolean isLater(Step step, List<HostRow> hosts) {
    return furthest(hosts).compareTo(step) < 0;
  }

  private static int count(Step step, List<HostRow> hosts) {
    return (int) hosts.stream().filter(h -> h.stand().step() == step).count();
  }
}
