package io.stampede.cli.command;

import io.stampede.cli.api.Action;
import io.stampede.cli.api.Exit;
import io.stampede.cli.api.Failure;
import io.stampede.cli.api.Kind;
import io.stampede.cli.json.JsonObject;
import io.stampede.cli.show.Text;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/// First contact with a host: its key is fetched, shown and agreed to before anything that is
/// secret goes there. It applies to a kind with a field `hostKey` (the fingerprint to pin) and an
/// action of the collection by the same name, which answers with the host's `fingerprint`.
record KeyCheck(Session session, ParseResult line, Kind kind) {
  private static final String FIELD = "hostKey";

  static Optional<Action> question(Kind kind) {
    return kind.action(FIELD).filter(a -> a.collection() && kind.field(FIELD).isPresent());
  }

  /// The body with the key to pin, once it was agreed to.
  JsonObject checked(JsonObject body) {
    var question = question(kind);
    if (question.isEmpty() || body.has(FIELD)) return body;
    var key = session.api().ask(kind, question.get(), input(question.get(), body));
    agree(body, key);
    Map<String, Object> members = new LinkedHashMap<>(body.members());
    members.put(FIELD, key.text("fingerprint"));
    return new JsonObject(members);
  }

  private static JsonObject input(Action question, JsonObject body) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (var field : question.input()) {
      body.value(field.name()).ifPresent(value -> members.put(field.name(), value));
    }
    return new JsonObject(members);
  }

  private void agree(JsonObject body, JsonObject key) {
    var fingerprint = Text.safe(key.text("fingerprint"));
    var algorithm = Text.safe(key.has("algorithm") ? key.text("algorithm") : key.text("type"));
    var what =
        "the key of %s is %s %s".formatted(Text.safe(body.text("address")), algorithm, fingerprint);
    var expected = Specs.value(line, "--accept-key");
    if (!expected.isEmpty()) {
      if (expected.equals(fingerprint)) return;
      throw Failure.of(
          Exit.REFUSED,
          "%s, not %s".formatted(what, expected),
          "if the host is the right one, take its fingerprint; else somebody may stand between");
    }
    if (!session.terminal().asks()) {
      throw Failure.usage(what, "compare it, then agree with --accept-key " + fingerprint);
    }
    session.terminal().err().println(what.replaceFirst("^the", "The") + ".");
    session
        .terminal()
        .err()
        .println("Compare it with `ssh-keygen -lf /etc/ssh/ssh_host_*.pub` there.");
    if (session.terminal().agrees("Is it the right one?")) return;
    throw Failure.of(Exit.FAILED, "the key was not agreed to; nothing was done", "");
  }
}
