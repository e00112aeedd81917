package io.stampede.cli.command;

import io.stampede.cli.api.Exit;
import io.stampede.cli.api.Failure;
import io.stampede.cli.api.Field;
import io.stampede.cli.api.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Completes command lines: commands and options from the schema on disk, names of resources from
/// the server. The script of the shell only asks us, so it never goes stale.
final class Completion {
  /// Names offered at most.
  private static final int NAMES = 200;

  private static final String BASH =
      """
      # eval "$(stampede completion bash)"
      _stampede() {
        local IFS=$'\\n'
        COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" __complete \\
          "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
      }
      complete -o default -F _stampede stampede ./stampede
      """;

  private Completion() {}

  static Exit script(Session session, ParseResult line) {
    var script =
        switch (Specs.name(line, 0)) {
          case "bash" -> BASH;
          case "zsh" -> "autoload -U +X bashcompinit && bashcompinit\n" + BASH;
          default ->
              throw Failure.usage(
                  "there is no completion for '%s'".formatted(Specs.name(line, 0)), "bash or zsh");
        };
    session.terminal().out().print(script);
    return Exit.OK;
  }

  /// What may stand in place of the last word.
  static List<String> candidates(Session session, List<String> words) {
    var word = words.isEmpty() ? "" : words.getFirst();
    if (words.size() < 2) return first(session);
    var fixed = Fixed.byWord(word);
    if (fixed.isPresent()) return ofFixed(session, fixed.get(), words);
    return session
        .schemas()
        .byWord(word)
        .map(kind -> ofKind(session, kind, words))
        .orElse(List.of());
  }

  private static List<String> first(Session session) {
    var kinds = session.schemas().kinds().stream().map(Kind::word);
    return Stream.concat(kinds, Fixed.words().stream()).toList();
  }

  private static List<String> ofFixed(Session session, Fixed fixed, List<String> words) {
    if (words.getLast().startsWith("-")) return options(FixedCommands.spec(fixed));
    boolean kinds = words.size() == 2 && fixed.needsKinds();
    if (kinds) return session.schemas().kinds().stream().map(Kind::word).toList();
    if (fixed != Fixed.WAIT) return List.of();
    return session.schemas().byWord(words.get(1)).map(k -> names(session, k)).orElse(List.of());
  }

  private static List<String> ofKind(Session session, Kind kind, List<String> words) {
    var spec = new KindCommands(kind, session.schemas()).spec(words.getFirst());
    if (words.size() == 2) {
      return spec.subcommands().values().stream()
          .map(command -> command.getCommandName())
          .distinct()
          .toList();
    }
    var verb = spec.subcommands().get(words.get(1));
    if (verb == null) return List.of();
    var before = words.get(words.size() - 2);
    var field =
        kind.fields().stream().filter(f -> before.equals(FieldOptions.option(f))).findFirst();
    if (field.isPresent()) return values(session, field.get());
    if (words.getLast().startsWith("-")) return options(verb.getCommandSpec());
    boolean named = !verb.getCommandSpec().positionalParameters().isEmpty();
    return named && !words.get(1).equals("create") ? names(session, kind) : List.of();
  }

  private static List<String> values(Session session, Field field) {
    return session
        .schemas()
        .named(field.reference())
        .map(kind -> names(session, kind))
        .orElse(field.options());
  }

  private static List<String> options(CommandSpec spec) {
    var names = new ArrayList<String>();
    for (var option : spec.options()) names.add(option.longestName());
    return names;
  }

  private static List<String> names(Session session, Kind kind) {
    return session.api().list(kind, List.of(Map.entry("sort", "name")), NAMES).stream()
        .map(resource -> resource.text("name"))
        .toList();
  }
}
