package io.stampede.wizard;

import io.stampede.client.Refused;
import io.stampede.engine.Problem;
import io.stampede.schema.FieldError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the wizard itself remembers: inputs, errors, which step is open. All else is the hosts'.
/// Guarded by its wizard.
final class Draft {
  Step step = Step.WHERE;
  Where where = Where.EMPTY;
  Who who = Who.EMPTY;
  Map<String, String> errors = new LinkedHashMap<>();
  List<Target> targets = List.of();
  Map<Integer, String> lineErrors = Map.of();
  List<Target> members = List.of();
  int commands;
  Optional<Problem> problem = Optional.empty();
  List<HostRow> hosts = List.of();
  boolean loaded;

  /// Hosts that had been added before the wizard was opened: they are no longer its business.
  final Set<String> past = new HashSet<>();

  /// Hosts on their way in of which a person waits to hear that they are there.
  final Set<String> awaited = new HashSet<>();

  /// Why the last thing asked of a candidate was refused.
  final Map<String, Problem> refusals = new HashMap<>();

  Shown shown() {
    var rows =
        hosts.stream()
            .filter(h -> !past.contains(h.id()))
            .map(h -> refusals.containsKey(h.id()) ? h.refusedBy(refusals.get(h.id())) : h)
            .sorted(HostRow.WORST_FIRST)
            .toList();
    return new Shown(
        step,
        Steps.views(step, !targets.isEmpty(), rows),
        where,
        who,
        errors,
        targets,
        lineErrors,
        members,
        commands > 0,
        problem,
        rows,
        Matrix.of(rows.stream().filter(h -> !h.checks().isEmpty()).toList()),
        loaded);
  }

  List<HostRow> current() {
    return hosts.stream().filter(h -> !past.contains(h.id())).toList();
  }

  /// Takes the hosts as they are now; moves on only where the person waits for just that.
  void take(List<HostRow> now) {
    if (!loaded) {
      now.stream().filter(h -> h.stand() == Stand.ADDED).forEach(h -> past.add(h.id()));
      hosts = now;
      loaded = true;
      if (step == Step.WHERE && where.equals(Where.EMPTY)) step = Steps.resumeAt(current());
      return;
    }
    var before = Map.copyOf(refusals);
    for (var host : now) {
      boolean moved = hosts.stream().anyMatch(h -> h.id().equals(host.id()) && !h.equals(host));
      if (moved && before.containsKey(host.id())) refusals.remove(host.id());
    }
    hosts = now;
    arrive();
    if (current().isEmpty() && step.compareTo(Step.WHO) > 0) step = Step.WHERE;
  }

  /// Opens a step; on the way to those that are being added there may be nobody left to wait for.
  void turnTo(Step next) {
    step = next;
    arrive();
  }

  /// Who looks at hosts being added is taken on when the last of them is there. One that stopped
  /// keeps the step open; one that was taken back does not.
  private void arrive() {
    if (step != Step.GO) return;
    current().stream().filter(h -> h.stand() == Stand.ADDING).forEach(h -> awaited.add(h.id()));
    awaited.removeIf(id -> current().stream().noneMatch(h -> h.id().equals(id)));
    boolean allThere =
        current().stream()
            .filter(h -> awaited.contains(h.id()))
            .allMatch(h -> h.stand() == Stand.ADDED);
    if (awaited.isEmpty() || !allThere) return;
    awaited.clear();
    step = Step.READY;
  }

  /// Puts what was refused beside its input; true when all of it has a place there.
  boolean complain(List<FieldError> wrong) {
    boolean placed = !wrong.isEmpty();
    for (var error : wrong) {
      var input =
          switch (error.field()) {
            case "address", "name" -> Where.TEXT;
            default -> error.field();
          };
      if (Where.FIELDS.contains(input) || Who.FIELDS.contains(input)) {
        errors.putIfAbsent(input, error.message());
      } else {
        placed = false;
      }
    }
    return placed;
  }

  /// Of a command as a whole.
  void refuse(Refused refused) {
    if (!complain(refused.errors())) problem = Optional.of(refused.problem());
  }

  /// On to the keys; or to the step that has the first of the errors.
  void leaveWho() {
    if (errors.keySet().stream().anyMatch(Where.FIELDS::contains)) step = Step.WHERE;
    else if (targets.isEmpty() && errors.isEmpty()) step = allTrusted() ? Step.CHECKS : Step.TRUST;
  }

  private boolean allTrusted() {
    return current().stream().allMatch(h -> h.trust().isGiven());
  }

  /// Those of the found members that are not on their way.
  List<Target> unknown(List<Target> found) {
    return found.stream()
        .filter(t -> current().stream().noneMatch(h -> h.address().equals(t.address())))
        .toList();
  }

  void takeMembers(List<Target> taken) {
    add(taken);
    members = members.stream().filter(m -> !taken.contains(m)).toList();
    step = Step.WHO;
  }

  /// Begins anew with what is still on its way.
  void close(List<HostRow> there) {
    there.forEach(h -> past.add(h.id()));
    where = Where.EMPTY;
    who = Who.EMPTY;
    members = List.of();
    step = Steps.resumeAt(current());
  }

  /// The common fields of a candidate out of both forms; what cannot be read becomes an error.
  Map<String, Object> fields(Target target) {
    var fields = new LinkedHashMap<String, Object>();
    if (!target.name().isEmpty()) fields.put("name", target.name());
    fields.put("address", target.address());
    fields.put("port", (long) target.port());
    var user = target.user().isEmpty() ? where.user() : target.user();
    if (!user.isBlank()) fields.put("user", user.strip());
    var jumps = lines(where.jumps());
    if (!jumps.isEmpty()) fields.put("jumps", jumps);
    var labels = labels();
    if (!labels.isEmpty()) fields.put("labels", labels);
    fields.putAll(who.fields());
    return fields;
  }

  private Map<String, Object> labels() {
    var labels = new LinkedHashMap<String, Object>();
    for (var line : lines(where.labels())) {
      var pair = line.split("=", 2);
      labels.put(pair[0].strip(), pair.length > 1 ? pair[1].strip() : "");
    }
    return labels;
  }

  static List<String> lines(String text) {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  /// The port for those that name none; empty, with an error, when it is none.
  Optional<Integer> port() {
    try {
      int port = Integer.parseInt(where.port().strip());
      if (port >= 1 && port <= 65535) return Optional.of(port);
    } catch (NumberFormatException _) {
      // said below
    }
    errors.put(Where.PORT, Words.say("error.port"));
    return Optional.empty();
  }

  /// Goes on to the next step, unless something that was typed is no address.
  void takeTargets(List<Target> typed, Map<Integer, String> wrong) {
    lineErrors = wrong;
    targets = targets.stream().filter(t -> !t.source().isEmpty()).toList();
    if (!wrong.isEmpty()) {
      int line = wrong.keySet().stream().mapToInt(Integer::intValue).min().orElse(0);
      errors.put(Where.TEXT, Words.say("error.line", line, wrong.getOrDefault(line, "")));
      return;
    }
    add(typed);
    if (targets.isEmpty()) errors.put(Where.TEXT, Words.say("error.nowhere"));
    else step = Step.WHO;
  }

  /// Adds to the targets what is not yet among them.
  void add(List<Target> more) {
    var all = new ArrayList<>(targets);
    for (var target : more) if (all.stream().noneMatch(target::isSamePlace)) all.add(target);
    targets = List.copyOf(all);
  }

  void drop(Target target) {
    targets = targets.stream().filter(t -> !t.isSamePlace(target)).toList();
  }

  void mark(Target target, String problem) {
    targets = targets.stream().map(t -> t.isSamePlace(target) ? t.troubledBy(problem) : t).toList();
  }
}
