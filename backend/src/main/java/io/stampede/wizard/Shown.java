package io.stampede.wizard;

import io.stampede.engine.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One picture of the wizard. Never changes: a view draws it, and the next one comes by itself.
///
/// @param step the one that is open
/// @param errors beside inputs, by the names in [Where] and [Who]
/// @param targets read out of what was typed, and not yet asked for
/// @param lineErrors of what was typed, by line, counted from 1
/// @param members found beside a known one, and not yet taken
/// @param busy whether a command is being carried out
/// @param problem of the last command as a whole
/// @param hosts worst first
/// @param loaded whether the hosts on their way have been read; nothing is known before
public record Shown(
    Step step,
    List<Step.View> steps,
    Where where,
    Who who,
    Map<String, String> errors,
    List<Target> targets,
    Map<Integer, String> lineErrors,
    List<Target> members,
    boolean busy,
    Optional<Problem> problem,
    List<HostRow> hosts,
    Matrix matrix,
    boolean loaded) {
  /// So many hosts are named in a sentence.
  private static final int NAMED = 5;

  /// Before anything is known.
  public static final Shown NOTHING = new Draft().shown();

  public Shown {
    steps = List.copyOf(steps);
    errors = Map.copyOf(errors);
    targets = List.copyOf(targets);
    lineErrors = Map.copyOf(lineErrors);
    members = List.copyOf(members);
    hosts = List.copyOf(hosts);
  }

  public Step.View view(Step of) {
    return steps.get(of.ordinal());
  }

  /// The hosts that a step is about: those in it, and those that have passed it.
  public List<HostRow> at(Step of) {
    return switch (of) {
      case WHERE, WHO -> List.of();
      case TRUST, CHECKS ->
          hosts.stream().filter(h -> h.stand().step().compareTo(of) >= 0).toList();
      case PLAN -> in(Step.PLAN);
      case GO -> hosts.stream().filter(h -> h.stand().step().compareTo(of) >= 0).toList();
      case READY -> in(Step.READY);
    };
  }

  /// Only those that are in a step now.
  public List<HostRow> in(Step of) {
    return hosts.stream().filter(h -> h.stand().step() == of).toList();
  }

  /// Those that are not there yet: what is left to do, when others are.
  public List<HostRow> remaining() {
    return hosts.stream().filter(h -> h.stand() != Stand.ADDED).toList();
  }

  /// The same in a sentence; empty when all are there.
  public String remainingText() {
    var names = remaining().stream().map(HostRow::name).limit(NAMED).toList();
    int more = remaining().size() - names.size();
    if (names.isEmpty()) return "";
    var list = String.join(", ", names);
    return more == 0
        ? Words.say("remaining", names.size(), list)
        : Words.say("remaining.more", remaining().size(), list, more);
  }

  public List<HostRow> standing(Stand stand) {
    return hosts.stream().filter(h -> h.stand() == stand).toList();
  }

  public Optional<HostRow> host(String id) {
    return hosts.stream().filter(h -> h.id().equals(id)).findFirst();
  }

  public Tally tally() {
    return hosts.stream().map(HostRow::tally).reduce(Tally.NONE, Tally::plus);
  }

  /// Whether the verb of the open step can be done now.
  public boolean mayGoOn() {
    if (busy) return false;
    return switch (step) {
      case WHERE, WHO -> true;
      case TRUST -> hosts.stream().anyMatch(h -> h.trust().isGiven());
      case CHECKS, PLAN -> !standing(Stand.MAY_BE_ADDED).isEmpty();
      case GO -> !in(Step.READY).isEmpty();
      case READY -> true;
    };
  }

  /// The words on the button that goes on.
  public String verb() {
    int ready = standing(Stand.MAY_BE_ADDED).size();
    return switch (step) {
      case PLAN -> Words.say("verb.plan", ready);
      case WHO -> Words.say(targets.isEmpty() ? "verb.who.again" : "verb.who", targets.size());
      case WHERE, TRUST, CHECKS, GO, READY -> Words.say("verb." + step.word(), ready);
    };
  }
}
