package io.stampede.cli.command;

import io.stampede.cli.api.Exit;
import io.stampede.cli.api.Failure;
import io.stampede.cli.api.Kind;
import io.stampede.cli.api.Schemas;
import io.stampede.cli.json.JsonObject;
import io.stampede.cli.show.Printer;
import io.stampede.cli.show.Table;
import io.stampede.cli.show.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `host add` and `host discover`, where the server has hosts on their way in as resources of the
/// kind `candidate`.
///
/// @param host the kind that they become
record HostAdd(Kind host, Kind candidate) {
  private static final String DISCOVER = "discover";

  static Optional<HostAdd> of(Kind kind, Schemas schemas) {
    if (!kind.name().equals("host")) return Optional.empty();
    return schemas.named(HostsToAdd.KIND).map(candidate -> new HostAdd(kind, candidate));
  }

  void addTo(CommandSpec spec) {
    var add =
        Specs.command(
            "add", "Adds hosts: trust, checks, plan, and then until they are ready.", this::add);
    HostAddOptions.addTo(add);
    add.usageMessage()
        .footer(
            "",
            "On a terminal it explains, shows and asks; in a script it asks nothing. What it has"
                + " begun is kept by the server: the same command goes on with it.");
    KindCommands.add(spec, add);
    if (candidate.action(DISCOVER).isEmpty()) return;
    var discover =
        Specs.command(DISCOVER, "Lists the other members of a host's cluster.", this::discover);
    Specs.positional(discover, "NAME", "1", "A host, or one on its way in.");
    Specs.output(discover);
    KindCommands.add(spec, discover);
  }

  private Exit add(Session session, ParseResult line) {
    var options = HostAddOptions.read(session, line);
    var hosts = new HostsToAdd(session, candidate);
    var targets = targets(hosts, options);
    return new HostAddRun(session, host, options, hosts).run(targets);
  }

  private static List<JsonObject> targets(HostsToAdd hosts, HostAddOptions options) {
    var answer = hosts.ask("targets", Map.of("text", String.join("\n", options.targets())));
    var errors = answer.objects("errors");
    if (!errors.isEmpty()) {
      throw Failure.usage(
          Text.safe(errors.getFirst().text("message")),
          "addresses are as in 192.0.2.11, core@h1.example:2222 or 192.0.2.[11-20]");
    }
    var targets = answer.objects("targets");
    if (targets.size() > 1 && !options.name().isEmpty()) {
      throw Failure.usage(
          "one --name cannot stand for %d hosts".formatted(targets.size()),
          "name them as in h1=192.0.2.11 h2=192.0.2.12");
    }
    return targets;
  }

  private Exit discover(Session session, ParseResult line) {
    var hosts = new HostsToAdd(session, candidate);
    var id = member(session, Specs.name(line, 0));
    var members = hosts.ask(DISCOVER, Map.of("id", id)).objects("members");
    var printer = Specs.printer(session.terminal(), line);
    switch (printer.format()) {
      case JSON, YAML -> printer.data(members);
      case NAME -> members.forEach(m -> printer.line(Text.safe(m.text("address"))));
      case TABLE, WIDE -> {
        var table = Table.of("address", "name", "source");
        for (var m : members) {
          table.add(
              List.of(
                  Text.safe(m.text("address")),
                  Text.safe(m.text("name")),
                  Text.safe(m.text("source"))));
        }
        printer.table(table);
      }
    }
    return Exit.OK;
  }

  private String member(Session session, String name) {
    try {
      return session.api().get(host, name).text("id");
    } catch (Failure e) {
      if (e.exit() != Exit.NOT_FOUND) throw e;
      return session.api().get(candidate, name).text("id");
    }
  }

  /// The host as it is now, for the results.
  static void print(Kind host, Printer printer, List<JsonObject> ready) {
    if (printer.format().forPeople()) {
      for (var each : ready) {
        var state = printer.painted(Text.safe(each.text("state")));
        printer.line("%s %s is %s".formatted(host.called(), Text.safe(each.text("name")), state));
      }
    } else {
      printer.data(ready);
    }
  }
}
