package io.stampede.cli.command;

import io.stampede.cli.api.Exit;
import io.stampede.cli.api.Failure;
import io.stampede.cli.api.Kind;
import io.stampede.cli.api.Waiter;
import io.stampede.cli.api.Watch;
import io.stampede.cli.json.JsonObject;
import io.stampede.cli.show.Printer;
import io.stampede.cli.show.Progress;
import io.stampede.cli.show.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import picocli.CommandLine.ParseResult;

/// A change to one or more resources, and how `--plan`, `--wait` and `--output` go with it.
final class Changes {
  private final Session session;
  private final ParseResult line;
  private final Kind kind;
  private final Printer printer;

  Changes(Session session, ParseResult line, Kind kind) {
    this.session = session;
    this.line = line;
    this.kind = kind;
    this.printer = Specs.printer(session.terminal(), line);
  }

  boolean plan() {
    return Specs.given(line, "--plan");
  }

  /// Asks a person before something is destroyed; a script has thought before.
  void confirm(String verb, List<String> names) {
    boolean asks = session.terminal().asks() && !Specs.given(line, "--yes") && !plan();
    if (!asks) return;
    var question = "%s %s %s?".formatted(verb, kind.called(), String.join(", ", names));
    if (session.terminal().agrees(Text.safe(question))) return;
    throw Failure.of(Exit.FAILED, "nothing was done", "");
  }

  /// @param change makes the change to the resource of this name and answers as the server did
  Exit each(List<String> names, Function<String, JsonObject> change) {
    return each(names, change, this::settled);
  }

  /// Likewise, for a change after which nothing of them is left.
  Exit removeEach(List<String> names, Function<String, JsonObject> change) {
    return each(names, change, this::removed);
  }

  private Exit each(
      List<String> names,
      Function<String, JsonObject> change,
      BiFunction<Waiter, JsonObject, JsonObject> end) {
    var watch = waits() ? Optional.of(Watch.start(session.api())) : Optional.<Watch>empty();
    var answers = new ArrayList<JsonObject>();
    for (var name : names) answers.add(change.apply(name));
    if (plan()) return plans(answers);
    var ends = new ArrayList<JsonObject>();
    for (var answer : answers) ends.add(watch.map(w -> await(w, answer, end)).orElse(answer));
    if (printer.format().forPeople()) ends.forEach(each -> printer.line(sentence(each)));
    else if (ends.size() == 1) printer.data(ends.getFirst());
    else printer.data(ends);
    return Exit.OK;
  }

  boolean waits() {
    return Specs.given(line, "--wait") && !plan();
  }

  private JsonObject settled(Waiter waiter, JsonObject answer) {
    return waiter.settled(kind, answer.text("id")).orElseGet(() -> gone(answer));
  }

  private JsonObject removed(Waiter waiter, JsonObject answer) {
    waiter.gone(kind, answer.text("id"));
    return gone(answer);
  }

  private JsonObject await(
      Watch watch, JsonObject answer, BiFunction<Waiter, JsonObject, JsonObject> end) {
    var progress = new Progress(session.terminal());
    var waiter =
        new Waiter(session.api(), watch, session.clock(), Specs.timeout(line), progress::resource);
    try {
      return end.apply(waiter, answer);
    } finally {
      progress.end();
    }
  }

  private static JsonObject gone(JsonObject before) {
    var members = new LinkedHashMap<>(before.members());
    members.put("state", "removed");
    members.put("transitioning", "no");
    members.remove("message");
    members.remove("progress");
    return new JsonObject(members);
  }

  private String sentence(JsonObject end) {
    var doing = end.text("transitioning").equals("yes") ? end.text("message") : "";
    return "%s %s is %s%s"
        .formatted(
            kind.called(),
            Text.safe(end.text("name")),
            printer.painted(Text.safe(end.text("state"))),
            doing.isEmpty() ? "" : " · " + Text.safe(doing));
  }

  private Exit plans(List<JsonObject> plans) {
    if (!printer.format().forPeople()) {
      if (plans.size() == 1) printer.data(plans.getFirst());
      else printer.data(plans);
    } else {
      plans.forEach(this::plan);
    }
    for (var plan : plans) {
      var problem = plan.object("problem");
      if (problem.isPresent()) throw Failure.ofProblem("this cannot be done", problem.get());
    }
    return Exit.OK;
  }

  private void plan(JsonObject plan) {
    var steps = plan.objects("steps");
    if (steps.isEmpty() && plan.text("waiting").isEmpty() && !plan.has("problem")) {
      printer.line("Nothing is to be done.");
    }
    int number = 1;
    for (var step : steps) {
      var mark = step.flag("destroys") ? " (destroys)" : "";
      printer.line("%2d. %s%s".formatted(number++, Text.safe(step.text("title")), mark));
      step.texts("calls").forEach(call -> printer.line("      " + Text.safe(call)));
    }
    if (!plan.text("waiting").isEmpty()) {
      printer.line("It would wait: " + Text.safe(plan.text("waiting")));
    }
  }
}
