package io.stampede.cli;

import io.stampede.cli.api.Api;
import io.stampede.cli.api.Exit;
import io.stampede.cli.api.Failure;
import io.stampede.cli.api.SchemaCache;
import io.stampede.cli.api.Schemas;
import io.stampede.cli.api.Server;
import io.stampede.cli.command.Commands;
import io.stampede.cli.show.Terminal;
import io.stampede.cli.show.Text;
import java.time.InstantSource;
import java.util.List;

/// `stampede …`: the options before the command, help, and the end of every run.
public final class Main {
  private final Terminal terminal;
  private final InstantSource clock;
  private String server = "";

  Main(Terminal terminal, InstantSource clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  public static void main(String[] arguments) {
    // A request that changes something is not sent twice behind our back.
    System.setProperty("sun.net.http.retryPost", "false");
    var exit = new Main(Terminal.ofProcess(), InstantSource.system()).run(List.of(arguments));
    System.exit(exit.code());
  }

  Exit run(List<String> arguments) {
    try {
      return begin(arguments);
    } catch (Failure e) {
      tell(e);
      return e.exit();
    }
  }

  private Exit begin(List<String> arguments) {
    int at = 0;
    while (at < arguments.size() && arguments.get(at).startsWith("-")) {
      var option = arguments.get(at++);
      if (option.equals("--help") || option.equals("-h")) return help(Exit.OK);
      if (option.equals("--version")) return version();
      if (option.startsWith("--server=")) server = option.substring("--server=".length());
      else if (option.equals("--server") && at < arguments.size()) server = arguments.get(at++);
      else throw Failure.usage("%s is not known here".formatted(option), "see `stampede --help`");
    }
    var words = arguments.subList(at, arguments.size());
    if (words.isEmpty()) return help(Exit.USAGE);
    if (words.getFirst().equals("help")) return help(Exit.OK);
    if (words.equals(List.of("__rehearse"))) return rehearse();
    return new Commands(terminal, new Api(server()), cache(), clock).run(words);
  }

  private static Exit rehearse() {
    Rehearsal.run();
    return Exit.OK;
  }

  private Server server() {
    var settings = Settings.load(terminal, server);
    return new Server(settings.url(), settings.token());
  }

  private SchemaCache cache() {
    return new SchemaCache(terminal.folder("XDG_CACHE_HOME", ".cache"));
  }

  /// Kinds are shown where they are known already; a broken setting must not keep one from help.
  private Exit help(Exit exit) {
    Schemas known;
    try {
      known = cache().onDisk(server()).orElse(Schemas.NONE);
    } catch (Failure e) {
      known = Schemas.NONE;
    }
    (exit == Exit.OK ? terminal.out() : terminal.err()).print(new RootHelp(known).text());
    return exit;
  }

  private Exit version() {
    var version = Main.class.getPackage().getImplementationVersion();
    terminal.out().println("stampede " + (version == null ? "(not packaged)" : version));
    return Exit.OK;
  }

  /// What, where, what next: on the error output, so that the output holds results only.
  private void tell(Failure e) {
    var err = terminal.err();
    var message = String.valueOf(e.getMessage());
    err.println("stampede: " + Text.safe(message));
    for (var fault : e.faults()) {
      // A refusal of a single field often says it all in its first line.
      boolean said = message.contains(fault.field()) && message.contains(fault.message());
      var field = fault.field().isEmpty() ? "" : fault.field() + " ";
      if (!said || e.faults().size() > 1) err.println("  " + Text.safe(field + fault.message()));
    }
    if (!e.fix().isEmpty()) err.println("  → " + Text.safe(e.fix()));
  }
}
