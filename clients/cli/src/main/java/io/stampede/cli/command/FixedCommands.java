package io.stampede.cli.command;

import io.stampede.cli.Settings;
import io.stampede.cli.api.Api;
import io.stampede.cli.api.Exit;
import io.stampede.cli.api.Failure;
import io.stampede.cli.api.Kind;
import io.stampede.cli.api.Server;
import io.stampede.cli.api.Waiter;
import io.stampede.cli.api.Watch;
import io.stampede.cli.json.Json;
import io.stampede.cli.json.JsonObject;
import io.stampede.cli.show.Progress;
import io.stampede.cli.show.Table;
import io.stampede.cli.show.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The commands of [Fixed] in full.
final class FixedCommands {
  private FixedCommands() {}

  static CommandSpec spec(Fixed fixed) {
    var spec = Specs.command("stampede " + fixed.word(), fixed.summary(), command(fixed));
    switch (fixed) {
      case WAIT -> {
        Specs.positional(spec, "KIND", "1", "As in container.");
        Specs.positional(spec, "NAME", "1..*", "Names or ids.");
        Specs.option(
            spec, "--state", "STATE", "As in running or removed (usual: any, once it rests).");
        Specs.option(spec, "--timeout", "TIME", "How long, as 90s, 5m, 1h (usual: 10m).");
        Specs.output(spec);
      }
      case EVENTS -> {
        Specs.option(spec, "--kind", "KIND", "Only of this kind.");
        Specs.option(spec, "--limit", "NUMBER", "Ends after so many.");
        Specs.option(spec, "-o --output", "FORMAT", "table (usual) or json (one a line).");
      }
      case TASKS -> {
        Specs.option(spec, "--limit", "NUMBER", "So many at most (usual: 50).");
        Specs.flag(spec, "--transcript", "With the commands and calls that were made.");
        Specs.output(spec);
      }
      case KINDS -> {
        Specs.positional(spec, "KIND", "0..1", "As in container.");
        Specs.output(spec);
      }
      case LOGIN -> {
        Specs.positional(
            spec, "URL", "1", "As in http://127.0.0.1:8090, or the link shown at start.");
        Specs.option(
            spec, "--token", "TOKEN", "The token, better as @FILE or @- (else asked for).");
      }
      case LOGOUT -> {}
      case COMPLETION -> Specs.positional(spec, "SHELL", "1", "bash or zsh.");
    }
    return spec;
  }

  private static Command command(Fixed fixed) {
    return switch (fixed) {
      case WAIT -> FixedCommands::await;
      case EVENTS -> FixedCommands::events;
      case TASKS -> FixedCommands::tasks;
      case KINDS -> FixedCommands::kinds;
      case LOGIN -> FixedCommands::login;
      case LOGOUT -> FixedCommands::logout;
      case COMPLETION -> Completion::script;
    };
  }

  private static Kind kind(Session session, String word) {
    return session
        .schemas()
        .byWord(word)
        .orElseThrow(
            () -> Failure.usage("there is no kind '" + word + "'", "see `stampede kinds`"));
  }

  private static Exit await(Session session, ParseResult line) {
    var kind = kind(session, Specs.name(line, 0));
    var printer = Specs.printer(session.terminal(), line);
    var progress = new Progress(session.terminal());
    List<String> none = List.of();
    for (var name : line.matchedPositionalValue(1, none)) {
      var waiter =
          new Waiter(
              session.api(),
              Watch.start(session.api()),
              session.clock(),
              Specs.timeout(line),
              progress::resource);
      try {
        var end = waiter.until(kind, name, Specs.value(line, "--state"));
        progress.end();
        var state = end.map(resource -> resource.text("state")).orElse("removed");
        if (printer.format().forPeople()) {
          printer.line("%s %s is %s".formatted(kind.called(), name, printer.painted(state)));
        } else {
          end.ifPresent(printer::data);
        }
      } finally {
        progress.end();
      }
    }
    return Exit.OK;
  }

  /// Ends a stream from within.
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1;

    Enough() {
      super("enough", null, false, false);
    }
  }

  private static Exit events(Session session, ParseResult line) {
    var only = Specs.value(line, "--kind");
    int limit = Specs.count(line, "--limit", Integer.MAX_VALUE);
    boolean json = Specs.value(line, "--output").equals("json");
    var out = session.terminal().out();
    var count = new int[1];
    try {
      session
          .api()
          .events(event -> {
            if (!only.isEmpty() && !only.equals(event.text("kind"))) return;
            out.println(json ? Json.compact(event) : sentence(event));
            if (++count[0] >= limit) throw new Enough();
          });
    } catch (Enough e) {
      return Exit.OK;
    }
    throw Failure.of(Exit.NO_CONNECTION, "the server ended the stream of events", "start again");
  }

  private static String sentence(JsonObject event) {
    return "%6s  %-8s %s %s"
        .formatted(
            event.text("number"),
            Text.safe(event.text("what")),
            Text.safe(event.text("kind")),
            Text.safe(event.text("id")));
  }

  private static Exit tasks(Session session, ParseResult line) {
    StreamCommands.show(session, line, session.api().tasks(Specs.count(line, "--limit", 50)));
    return Exit.OK;
  }

  private static Exit kinds(Session session, ParseResult line) {
    var printer = Specs.printer(session.terminal(), line);
    var word = Specs.name(line, 0);
    if (!word.isEmpty()) return explain(session, line, kind(session, word));
    if (!printer.format().forPeople()) {
      printer.data(session.schemas().kinds().stream().map(FixedCommands::brief).toList());
      return Exit.OK;
    }
    var table = Table.of("kind", "short", "what it is");
    for (var kind : session.schemas().kinds()) {
      var called = List.of(kind.word(), session.schemas().shortWord(kind), Text.safe(kind.help()));
      table.add(called);
    }
    printer.table(table);
    return Exit.OK;
  }

  private static JsonObject brief(Kind kind) {
    return new JsonObject(
        Map.of("name", kind.name(), "plural", kind.plural(), "help", kind.help()));
  }

  private static Exit explain(Session session, ParseResult line, Kind kind) {
    var printer = Specs.printer(session.terminal(), line);
    var table = Table.of("field", "type", "given at", "what it is");
    for (var field : kind.fields()) {
      var when = field.creatable() ? "create" : "";
      if (field.updatable()) when += when.isEmpty() ? "update" : ", update";
      var type = field.reference().isEmpty() ? field.type() : field.reference();
      var help = FieldOptions.help(field).replace("%%", "%");
      table.add(List.of(field.name(), type, when.isEmpty() ? "(seen)" : when, Text.safe(help)));
    }
    for (var action : kind.actions()) {
      table.add(List.of(action.name(), "action", "", Text.safe(action.help())));
    }
    printer.table(table);
    return Exit.OK;
  }

  private static Exit login(Session session, ParseResult line) {
    var link = Specs.name(line, 0);
    var url = Settings.parse(link.replaceFirst("(/login)?/?(\\?.*)?$", ""));
    int at = link.indexOf("token=");
    var token = at < 0 ? "" : link.substring(at + 6).replaceFirst("&.*", "");
    if (Specs.given(line, "--token")) {
      token = new ValueSource(session.terminal()).line("--token", Specs.value(line, "--token"));
    }
    if (token.isEmpty()) token = askToken(session);
    new Api(new Server(url, token.strip())).server().get("/v1");
    Settings.save(session.terminal(), url, token.strip());
    session.terminal().out().println("logged in at " + url);
    return Exit.OK;
  }

  /// Typed without an echo where a person is asked.
  private static String askToken(Session session) {
    var console = session.terminal().asks() ? System.console() : null;
    if (console == null) return session.terminal().readLine().orElse("");
    var typed = Optional.ofNullable(console.readPassword("Token (kept in <data>/token): "));
    return typed.map(String::new).orElse("");
  }

  private static Exit logout(Session session, ParseResult line) {
    try {
      Files.deleteIfExists(Settings.file(session.terminal()));
      return Exit.OK;
    } catch (IOException e) {
      throw Failure.of(Exit.FAILED, "it cannot be removed: " + e.getMessage(), "");
    }
  }
}
