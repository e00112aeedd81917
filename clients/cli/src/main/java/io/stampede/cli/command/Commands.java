package io.stampede.cli.command;

import io.stampede.cli.api.Api;
import io.stampede.cli.api.Exit;
import io.stampede.cli.api.Failure;
import io.stampede.cli.api.SchemaCache;
import io.stampede.cli.api.Schemas;
import io.stampede.cli.show.Terminal;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// From the words of a command line to the command that was meant.
///
/// The kinds come from the copy on disk. When the line does not fit that copy, or the server
/// refuses what followed from it, the server is asked whether its schema has changed, and where it
/// has the line is read once more.
public record Commands(Terminal terminal, Api api, SchemaCache cache, InstantSource clock) {
  public Exit run(List<String> words) {
    if (words.getFirst().equals("__complete")) return complete(words.subList(1, words.size()));
    var fixed = Fixed.byWord(words.getFirst());
    if (fixed.isPresent() && !fixed.get().needsKinds()) {
      return run(Schemas.NONE, words);
    }
    boolean onlyHelp = words.stream().anyMatch(w -> w.equals("--help") || w.equals("-h"));
    var known =
        onlyHelp
            ? cache.onDisk(api.server()).map(s -> new SchemaCache.Known(s, true))
            : Optional.<SchemaCache.Known>empty();
    var schemas = known.orElseGet(() -> cache.load(api.server(), clock.instant()));
    try {
      return run(schemas.schemas(), words);
    } catch (Failure e) {
      return schemas.fromDisk() && mayBeStale(e) ? again(schemas.schemas(), words, e) : fail(e);
    }
  }

  private static Exit fail(Failure e) {
    throw e;
  }

  private static boolean mayBeStale(Failure e) {
    return switch (e.exit()) {
      case USAGE, NOT_FOUND, REFUSED -> true;
      case OK, FAILED, NO_CONNECTION, NOT_AUTHORIZED -> false;
    };
  }

  private Exit again(Schemas old, List<String> words, Failure failure) {
    Schemas now;
    try {
      now = cache.refresh(api.server(), clock.instant());
    } catch (Failure e) {
      return fail(failure);
    }
    return now.equals(old) ? fail(failure) : run(now, words);
  }

  private Exit run(Schemas schemas, List<String> words) {
    var session = new Session(terminal, api, schemas, clock);
    var top = new CommandLine(spec(schemas, words.getFirst()));
    top.setExpandAtFiles(false);
    // `--memory` for `--memory-mib`: a unit need not be typed, nor any part that is clear without.
    top.setAbbreviatedOptionsAllowed(true);
    top.setUsageHelpWidth(Math.clamp(terminal.width(), 60, 100));
    ParseResult line;
    try {
      line = top.parseArgs(words.subList(1, words.size()).toArray(String[]::new));
    } catch (ParameterException e) {
      var which = e.getCommandLine().getCommandSpec().qualifiedName();
      throw Failure.usage(String.valueOf(e.getMessage()), "see `%s --help`".formatted(which));
    }
    while (line.hasSubcommand()) line = line.subcommand();
    var command = line.commandSpec();
    boolean incomplete = !command.subcommands().isEmpty();
    if (line.isUsageHelpRequested() || incomplete) {
      var to = line.isUsageHelpRequested() ? terminal.out() : terminal.err();
      to.print(command.commandLine().getUsageMessage(CommandLine.Help.Ansi.OFF));
      return line.isUsageHelpRequested() ? Exit.OK : Exit.USAGE;
    }
    return ((Command) command.userObject()).run(session, line);
  }

  private CommandSpec spec(Schemas schemas, String word) {
    var fixed = Fixed.byWord(word);
    if (fixed.isPresent()) return FixedCommands.spec(fixed.get());
    var kind =
        schemas
            .byWord(word)
            .orElseThrow(() ->
                Failure.usage(
                    "there is no command and no kind '%s'".formatted(word),
                    "see `stampede --help` and `stampede kinds`"));
    return new KindCommands(kind, schemas).spec(word);
  }

  /// Never a message: the shell is in the middle of a line.
  private Exit complete(List<String> words) {
    try {
      var schemas = cache.load(api.server(), clock.instant()).schemas();
      var session = new Session(terminal, api, schemas, clock);
      Completion.candidates(session, words).forEach(terminal.out()::println);
    } catch (Failure e) {
      return e.exit();
    }
    return Exit.OK;
  }
}
