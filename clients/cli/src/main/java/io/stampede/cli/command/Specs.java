package io.stampede.cli.command;

import io.stampede.cli.api.Failure;
import io.stampede.cli.show.Printer;
import io.stampede.cli.show.Terminal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// Commands and the options that many of them share.
final class Specs {
  /// Options that a field of the same name must not hide.
  static final Set<String> TAKEN =
      Set.of(
          "--help",
          "--output",
          "--wait",
          "--timeout",
          "--plan",
          "--yes",
          "--accept-key",
          "--key-file",
          "--from");

  private static final Pattern TIME = Pattern.compile("([0-9]{1,7})(s|m|h)?");

  private Specs() {}

  static CommandSpec command(String name, String summary, Command does) {
    var spec = CommandSpec.wrapWithoutInspection(does).name(name);
    // Fields stand in the order of the schema, which is that of the forms.
    spec.usageMessage().description(text(summary)).sortOptions(false).abbreviateSynopsis(true);
    spec.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("Shows this help.").build());
    return spec;
  }

  /// Text of the server as picocli shall show it: as it is.
  static String text(String raw) {
    return raw.replace("%", "%%").replace("@|", "@ |").replace("${", "$ {");
  }

  static void flag(CommandSpec spec, String names, String help) {
    spec.addOption(
        OptionSpec.builder(names.split(" ", -1)).type(boolean.class).description(help).build());
  }

  static void option(CommandSpec spec, String names, String label, String help) {
    spec.addOption(one(names, label, help));
  }

  static OptionSpec one(String names, String label, String help) {
    return OptionSpec.builder(names.split(" ", -1))
        .type(String.class)
        .paramLabel(label)
        .description(help)
        .build();
  }

  static void repeated(CommandSpec spec, String names, String label, String help) {
    spec.addOption(several(names, label, help));
  }

  static OptionSpec several(String names, String label, String help) {
    return OptionSpec.builder(names.split(" ", -1))
        .type(List.class)
        .auxiliaryTypes(String.class)
        .arity("1")
        .paramLabel(label)
        .description(help)
        .build();
  }

  /// @param arity as in `1`, `0..1`, `1..*`
  static void positional(CommandSpec spec, String label, String arity, String help) {
    boolean many = arity.endsWith("*");
    int place = spec.positionalParameters().size();
    spec.addPositional(
        PositionalParamSpec.builder()
            .index(many ? place + "..*" : String.valueOf(place))
            .arity(arity)
            .type(many ? List.class : String.class)
            .auxiliaryTypes(String.class)
            .paramLabel(label)
            .description(help)
            .build());
  }

  static void output(CommandSpec spec) {
    option(spec, "-o --output", "FORMAT", "table (usual), wide, json, yaml or name (one a line).");
  }

  /// Of commands that change something.
  static void change(CommandSpec spec) {
    flag(spec, "--wait", "Waits until the change is done; fails if it fails.");
    option(spec, "--timeout", "TIME", "How long to wait, as 90s, 5m, 1h (usual: 10m).");
    flag(spec, "--plan", "Only shows what would be done.");
    output(spec);
  }

  static String value(ParseResult line, String option) {
    String none = "";
    return line.hasMatchedOption(option) ? line.matchedOptionValue(option, none) : none;
  }

  static List<String> values(ParseResult line, String option) {
    List<String> none = List.of();
    return line.hasMatchedOption(option) ? line.matchedOptionValue(option, none) : none;
  }

  static boolean given(ParseResult line, String option) {
    return line.hasMatchedOption(option);
  }

  /// A positional parameter; empty when it was not given.
  static String name(ParseResult line, int index) {
    String none = "";
    return line.hasMatchedPositional(index) ? line.matchedPositionalValue(index, none) : none;
  }

  static List<String> names(ParseResult line) {
    List<String> none = List.of();
    return line.matchedPositionalValue(0, none);
  }

  static Printer printer(Terminal terminal, ParseResult line) {
    var word = value(line, "--output");
    if (word.isEmpty()) return new Printer(terminal, Printer.Format.TABLE);
    var format =
        Printer.Format.of(word)
            .orElseThrow(() ->
                Failure.usage(
                    "'%s' is not an output format".formatted(word),
                    "table, wide, json, yaml or name"));
    return new Printer(terminal, format);
  }

  static Duration timeout(ParseResult line) {
    var told = value(line, "--timeout");
    if (told.isEmpty()) return Duration.ofMinutes(10);
    var parts = TIME.matcher(told);
    if (!parts.matches()) {
      throw Failure.usage("'%s' is not a time".formatted(told), "as in 90, 90s, 5m or 1h");
    }
    long n = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "m" -> Duration.ofMinutes(n);
      case "h" -> Duration.ofHours(n);
      case null, default -> Duration.ofSeconds(n);
    };
  }

  static int count(ParseResult line, String option, int usual) {
    var told = value(line, option);
    if (told.isEmpty()) return usual;
    if (told.matches("[0-9]{1,8}") && Integer.parseInt(told) > 0) return Integer.parseInt(told);
    throw Failure.usage("%s '%s' is not a number above 0".formatted(option, told), "");
  }
}
