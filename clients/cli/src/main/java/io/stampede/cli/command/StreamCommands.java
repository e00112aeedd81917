package io.stampede.cli.command;

import io.stampede.cli.api.Exit;
import io.stampede.cli.api.Failure;
import io.stampede.cli.api.Kind;
import io.stampede.cli.json.JsonObject;
import io.stampede.cli.show.Progress;
import io.stampede.cli.show.Table;
import io.stampede.cli.show.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// What comes with some kinds only: logs, tasks, the screen of a machine, the content of an image.
record StreamCommands(Kind kind) {
  private static final String NAME = "NAME";
  private static final String WHICH = "Its name or id.";

  void addTo(CommandSpec spec) {
    var logs = Specs.command("logs", "Prints what it said, where it says anything.", this::logs);
    Specs.positional(logs, NAME, "1", WHICH);
    Specs.option(logs, "--tail", "LINES", "So many of the last lines (usual: 100).");
    Specs.flag(logs, "-f --follow", "Goes on with what it will say.");
    KindCommands.add(spec, logs);
    var tasks = Specs.command("tasks", "Shows what was done to it.", this::tasks);
    Specs.positional(tasks, NAME, "1", WHICH);
    Specs.flag(tasks, "--transcript", "With the commands and calls that were made.");
    Specs.output(tasks);
    KindCommands.add(spec, tasks);
    if (kind.name().equals("virtualMachine")) {
      var screen = Specs.command("screen", "Prints the address of its screen.", this::screen);
      Specs.positional(screen, NAME, "1", WHICH);
      KindCommands.add(spec, screen, "console");
    }
    if (kind.name().equals("host")) {
      KindCommands.add(spec, figures());
      var terminal = Specs.command("terminal", "Opens a shell on it.", this::terminal);
      Specs.positional(terminal, NAME, "1", WHICH);
      KindCommands.add(spec, terminal, "shell");
    }
    if (kind.name().equals("image")) KindCommands.add(spec, upload());
    switch (kind.name()) {
      case "volume" -> {
        addFill(spec, "Fills it from a file of this machine.", "The file: a disk, qcow2 or raw.");
        addFetch(spec, "Keeps its content in a file here.");
      }
      case "virtualMachine" -> {
        addFill(
            spec,
            "Puts an exported machine into this one, which is blank and off.",
            "The archive that download made.");
        addFetch(spec, "Exports it, when it is off: its disk and what it is, as one file.");
      }
      case "snapshot" -> addFetch(spec, "Exports its machine as it was then, as one file.");
      default -> {
        // it has none
      }
    }
  }

  private Exit logs(Session session, ParseResult line) {
    int tail = Specs.count(line, "--tail", 100);
    boolean follow = Specs.given(line, "--follow");
    try (var in = session.api().logs(kind, Specs.name(line, 0), tail, follow)) {
      // As it comes: who reads logs in a file wants the bytes.
      var buffer = new byte[1 << 13];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        session.terminal().out().write(buffer, 0, n);
        session.terminal().out().flush();
      }
      return Exit.OK;
    } catch (IOException e) {
      throw Failure.of(Exit.NO_CONNECTION, "the log broke off: " + e.getMessage(), "try again");
    }
  }

  private Exit tasks(Session session, ParseResult line) {
    show(session, line, session.api().tasks(kind, Specs.name(line, 0)));
    return Exit.OK;
  }

  /// A list of tasks, of one resource or of all.
  static void show(Session session, ParseResult line, List<JsonObject> tasks) {
    var printer = Specs.printer(session.terminal(), line);
    if (!printer.format().forPeople()) {
      printer.data(tasks);
    } else if (Specs.given(line, "--transcript")) {
      for (var task : tasks) {
        printer.line(String.join("  ", row(task)));
        task.texts("transcript").forEach(entry -> printer.line("    " + Text.safe(entry)));
      }
    } else {
      var table = Table.of("started", "what", "on", "outcome", "problem");
      tasks.forEach(task -> table.add(row(task)));
      printer.table(table);
    }
  }

  private static List<String> row(JsonObject task) {
    var problem = task.object("problem").orElse(JsonObject.EMPTY);
    return List.of(
        Text.safe(task.text("started")),
        Text.safe(task.text("title")),
        Text.safe(task.text("kind") + " " + task.text("resourceName")),
        Text.safe(task.text("outcome")),
        Text.safe(problem.text("message")));
  }

  private Exit screen(Session session, ParseResult line) {
    var machine = session.api().get(kind, Specs.name(line, 0));
    session.terminal().out().println(session.api().server().screenPage(kind, machine.text("id")));
    return Exit.OK;
  }

  private CommandSpec figures() {
    var spec = Specs.command("figures", "Shows how busy it was.", this::figures);
    Specs.positional(spec, NAME, "1", WHICH);
    Specs.option(
        spec, "--step", "SECONDS", "10 (usual; for an hour), 60 (for a day) or 600 (for 30 days).");
    Specs.option(spec, "--last", "NUMBER", "So many of the newest (usual: 20).");
    Specs.output(spec);
    return spec;
  }

  private Exit figures(Session session, ParseResult line) {
    var printer = Specs.printer(session.terminal(), line);
    var json = session.api().figures(kind, Specs.name(line, 0), Specs.count(line, "--step", 10));
    int last = Specs.count(line, "--last", 20);
    if (printer.format().forPeople()) printer.table(new FiguresTable(json).table(last));
    else printer.data(json);
    return Exit.OK;
  }

  private Exit terminal(Session session, ParseResult line) {
    var url = session.api().ticket(kind, Specs.name(line, 0)).text("url");
    var shell = new Shell(session.terminal());
    return shell.run(session.api().server().socket(url, shell));
  }

  private CommandSpec upload() {
    var spec = Specs.command("upload", "Makes one from a file of this machine.", this::upload);
    Specs.positional(spec, NAME, "1", "The new image's name; an existing one gets new content.");
    Specs.positional(spec, "FILE", "1", "The file.");
    var fields = kind.fields(f -> f.creatable() && !f.name().equals("name"));
    new FieldOptions(fields).addTo(spec);
    Specs.change(spec);
    return spec;
  }

  /// Of what is there already.
  private void addFill(CommandSpec spec, String help, String file) {
    var fill = Specs.command("upload", help, this::fill);
    Specs.positional(fill, NAME, "1", WHICH);
    Specs.positional(fill, "FILE", "1", file);
    KindCommands.add(spec, fill);
  }

  private void addFetch(CommandSpec spec, String help) {
    var fetch = Specs.command("download", help, this::download);
    Specs.positional(fetch, NAME, "1", WHICH);
    Specs.positional(fetch, "FILE", "1", "The file; one that is there is overwritten.");
    KindCommands.add(spec, fetch);
  }

  private Exit fill(Session session, ParseResult line) {
    var file = Path.of(Specs.name(line, 1));
    send(session, session.api().get(kind, Specs.name(line, 0)), file, size(file));
    return Exit.OK;
  }

  /// What breaks off is not taken for the whole.
  private Exit download(Session session, ParseResult line) {
    var file = Path.of(Specs.name(line, 1));
    var part = file.resolveSibling(file.getFileName() + ".part");
    try (var in = session.api().content(kind, Specs.name(line, 0))) {
      Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      return Exit.OK;
    } catch (IOException e) {
      throw Failure.of(Exit.NO_CONNECTION, "the content broke off: " + e.getMessage(), "try again");
    } finally {
      remove(part);
    }
  }

  private static void remove(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw Failure.usage(part + " cannot be removed: " + e.getMessage(), "");
    }
  }

  private Exit upload(Session session, ParseResult line) {
    var file = Path.of(Specs.name(line, 1));
    long size = size(file);
    var fields = kind.fields(f -> f.creatable() && !f.name().equals("name"));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", Specs.name(line, 0));
    body.putAll(new FieldOptions(fields).read(line, session.terminal()).members());
    var changes = new Changes(session, line, kind);
    return changes.each(
        List.of(Specs.name(line, 0)),
        name -> {
          if (changes.plan()) return session.api().create(kind, new JsonObject(body), true);
          return send(session, target(session, name, new JsonObject(body)), file, size);
        });
  }

  /// A second try after a cut connection finds the first one's image.
  private JsonObject target(Session session, String name, JsonObject body) {
    try {
      return session.api().get(kind, name);
    } catch (Failure e) {
      if (e.exit() != Exit.NOT_FOUND) throw e;
      return session.api().create(kind, body, false);
    }
  }

  private JsonObject send(Session session, JsonObject image, Path file, long size) {
    var progress = new Progress(session.terminal());
    try {
      return session
          .api()
          .upload(
              kind,
              image.text("id"),
              file,
              sent ->
                  progress.line(
                      "%s %d of %d MiB %d %%"
                          .formatted(
                              file.getFileName(),
                              sent >> 20,
                              size >> 20,
                              size == 0 ? 100 : sent * 100 / size)));
    } finally {
      progress.end();
    }
  }

  private static long size(Path file) {
    try {
      if (Files.isRegularFile(file)) return Files.size(file);
    } catch (IOException e) {
      throw Failure.usage(file + " cannot be read: " + e.getMessage(), "");
    }
    throw Failure.usage("there is no file " + file, "");
  }
}
