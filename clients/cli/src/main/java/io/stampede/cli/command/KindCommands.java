package io.stampede.cli.command;

import io.stampede.cli.api.Action;
import io.stampede.cli.api.Exit;
import io.stampede.cli.api.Field;
import io.stampede.cli.api.Kind;
import io.stampede.cli.api.Schemas;
import io.stampede.cli.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `stampede container …`: what every kind can, and the actions of its own.
///
/// @param schemas the kinds beside it
record KindCommands(Kind kind, Schemas schemas) {
  private static final String NAME = "NAME";
  private static final String WHICH = "Its name or id.";

  /// @param word how the kind was called, for the help
  CommandSpec spec(String word) {
    var spec =
        Specs.command(
            "stampede " + word,
            kind.help().isEmpty() ? kind.labels() + "." : kind.help(),
            (_, _) -> Exit.USAGE);
    add(spec, list(), "ls");
    add(spec, get(), "show");
    HostAdd.of(kind, schemas).ifPresent(adding -> adding.addTo(spec));
    add(spec, create(), "add");
    if (!kind.fields(Field::updatable).isEmpty()) add(spec, update());
    add(spec, delete(), "rm", "remove");
    for (var action : kind.actions()) {
      var name = spec.subcommands().containsKey(action.kebab()) ? "do-" : "";
      add(spec, action(action).name(name + action.kebab()), action.name());
    }
    new StreamCommands(kind).addTo(spec);
    return spec;
  }

  static void add(CommandSpec parent, CommandSpec child, String... aliases) {
    var free = new ArrayList<String>();
    for (var alias : aliases) {
      boolean taken = parent.subcommands().containsKey(alias) || alias.equals(child.name());
      if (!taken) free.add(alias);
    }
    child.aliases(free.toArray(String[]::new));
    parent.addSubcommand(child.name(), child);
  }

  private CommandSpec list() {
    var spec = Specs.command("list", "Lists them.", this::list);
    Specs.repeated(
        spec,
        "-f --filter",
        "FIELD=VALUE",
        "Only those, as in state=running; also !=, ~ (contains), ^= (begins with), <, <=, >, >=."
            + " May be repeated.");
    Specs.option(spec, "--sort", "FIELDS", "By these, as in name or -created,name.");
    Specs.option(spec, "--limit", "NUMBER", "So many at most (usual: all).");
    Specs.output(spec);
    return spec;
  }

  private Exit list(Session session, ParseResult line) {
    var printer = Specs.printer(session.terminal(), line);
    var parameters = Listing.filters(kind, Specs.values(line, "--filter"));
    var sort = new ArrayList<String>();
    for (var word : Specs.value(line, "--sort").split(",", -1)) {
      if (word.startsWith("-")) sort.add("-" + Listing.fieldNamed(kind, word.substring(1)));
      else if (!word.isBlank()) sort.add(Listing.fieldNamed(kind, word));
    }
    if (!sort.isEmpty()) parameters.add(Map.entry("sort", String.join(",", sort)));
    var limit = Specs.count(line, "--limit", Integer.MAX_VALUE);
    var found = session.api().list(kind, parameters, limit);
    switch (printer.format()) {
      case TABLE -> printer.table(new Listing(session).table(kind, found, false));
      case WIDE -> printer.table(new Listing(session).table(kind, found, true));
      case JSON, YAML, NAME -> printer.data(found);
    }
    return Exit.OK;
  }

  private CommandSpec get() {
    var spec = Specs.command("get", "Shows one or more.", this::get);
    Specs.positional(spec, NAME, "1..*", WHICH);
    Specs.output(spec);
    return spec;
  }

  private Exit get(Session session, ParseResult line) {
    var printer = Specs.printer(session.terminal(), line);
    var found = new ArrayList<JsonObject>();
    for (var name : Specs.names(line)) found.add(session.api().get(kind, name));
    if (printer.format().forPeople()) {
      var listing = new Listing(session);
      for (int i = 0; i < found.size(); i++) {
        if (i > 0) printer.line("");
        session.terminal().out().print(listing.details(kind, found.get(i)));
      }
    } else if (found.size() == 1) {
      printer.data(found.getFirst());
    } else {
      printer.data(found);
    }
    return Exit.OK;
  }

  private CommandSpec create() {
    var spec = Specs.command("create", "Makes a new one.", this::create);
    if (named()) Specs.positional(spec, NAME, "0..1", "Its name, the same as --name.");
    new FieldOptions(kind.fields(Field::creatable)).addTo(spec);
    if (KeyCheck.question(kind).isPresent()) {
      Specs.option(
          spec, "--accept-key", "FINGERPRINT", "Agrees to the host's key if it is SHA256:….");
    }
    Filling.of(kind).ifPresent(filling -> filling.addTo(spec));
    Specs.change(spec);
    spec.usageMessage()
        .footer("", "A value @FILE is what is in the file, @- what is piped in, @@x the text @x.");
    return spec;
  }

  private boolean named() {
    return kind.field("name").filter(Field::creatable).isPresent();
  }

  /// The fields that were given, the name as option or as parameter.
  private JsonObject fields(Session session, ParseResult line) {
    var given =
        new FieldOptions(kind.fields(Field::creatable)).read(line, session.terminal()).members();
    Map<String, Object> members = new LinkedHashMap<>();
    Filling.of(kind).ifPresent(filling -> members.putAll(filling.fields(session, line)));
    var name = named() ? Specs.name(line, 0) : "";
    if (!name.isEmpty()) members.put("name", name);
    members.putAll(given);
    return new JsonObject(members);
  }

  private Exit create(Session session, ParseResult line) {
    var body = new KeyCheck(session, line, kind).checked(fields(session, line));
    var changes = new Changes(session, line, kind);
    return changes.each(
        List.of(body.text("name")), _ -> session.api().create(kind, body, changes.plan()));
  }

  private CommandSpec update() {
    var spec = Specs.command("update", "Changes the fields that are given.", this::update);
    Specs.positional(spec, NAME, "1", WHICH);
    new FieldOptions(kind.fields(Field::updatable)).addTo(spec);
    Specs.change(spec);
    return spec;
  }

  private Exit update(Session session, ParseResult line) {
    var body = new FieldOptions(kind.fields(Field::updatable)).read(line, session.terminal());
    var changes = new Changes(session, line, kind);
    return changes.each(
        List.of(Specs.name(line, 0)),
        name -> session.api().update(kind, name, body, changes.plan()));
  }

  private CommandSpec delete() {
    var spec = Specs.command("delete", "Removes one or more.", this::delete);
    Specs.positional(spec, NAME, "1..*", WHICH);
    Specs.flag(spec, "-y --yes", "Does not ask.");
    Specs.change(spec);
    return spec;
  }

  private Exit delete(Session session, ParseResult line) {
    var changes = new Changes(session, line, kind);
    var names = Specs.names(line);
    changes.confirm("Delete", names);
    return changes.removeEach(names, name -> session.api().delete(kind, name, changes.plan()));
  }

  private CommandSpec action(Action action) {
    var summary = action.help().isEmpty() ? action.label() + "." : action.help();
    Command does = action.collection() ? asking(action) : acting(action);
    var spec = Specs.command(action.kebab(), summary, does);
    new FieldOptions(action.input()).addTo(spec);
    if (action.collection()) {
      Specs.output(spec);
      return spec;
    }
    Specs.positional(spec, NAME, "1..*", WHICH);
    if (action.destructive()) Specs.flag(spec, "-y --yes", "Does not ask.");
    Specs.change(spec);
    return spec;
  }

  private Command asking(Action action) {
    return (session, line) -> {
      var input = new FieldOptions(action.input()).read(line, session.terminal());
      Specs.printer(session.terminal(), line).data(session.api().ask(kind, action, input));
      return Exit.OK;
    };
  }

  private Command acting(Action action) {
    return (session, line) -> {
      var input = new FieldOptions(action.input()).read(line, session.terminal());
      var changes = new Changes(session, line, kind);
      var names = Specs.names(line);
      if (action.destructive()) changes.confirm(action.label(), names);
      return changes.each(
          names, name -> session.api().act(kind, name, action, input, changes.plan()));
    };
  }
}
