package io.stampede.cli.command;

import io.stampede.cli.api.Action;
import io.stampede.cli.api.Kind;
import io.stampede.cli.json.JsonObject;
import io.stampede.cli.show.Text;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `create --from TEXT`: the fields of a new resource out of a text, as a container's out of a
/// `docker run` line. It applies to a kind with an action `parse` of the collection that takes one
/// text and answers with `fields` and `notes`.
record Filling(Kind kind, Action action) {
  private static final String FROM = "--from";

  static Optional<Filling> of(Kind kind) {
    return kind.action("parse")
        .filter(a -> a.collection() && a.input().size() == 1)
        .map(action -> new Filling(kind, action));
  }

  void addTo(CommandSpec spec) {
    var field = action.input().getFirst();
    var example = field.example().isEmpty() ? "" : ", as in '%s'".formatted(field.example());
    Specs.option(
        spec,
        FROM,
        "TEXT",
        Specs.text(
            action.label() + example + "; other options go before what it says (or @FILE, @-)."));
  }

  /// What the text says; what of it has no field is told beside the output.
  Map<String, Object> fields(Session session, ParseResult line) {
    if (!Specs.given(line, FROM)) return Map.of();
    var terminal = session.terminal();
    var text = new ValueSource(terminal).text(FROM, Specs.value(line, FROM));
    var input = new JsonObject(Map.of(action.input().getFirst().name(), text));
    var answer = session.api().ask(kind, action, input);
    answer.texts("notes").forEach(note -> terminal.err().println("Left out: " + Text.safe(note)));
    return answer.object("fields").map(JsonObject::members).orElse(Map.of());
  }
}
