package io.stampede.cli.command;

import io.stampede.cli.api.Failure;
import io.stampede.cli.api.Field;
import io.stampede.cli.api.Words;
import io.stampede.cli.json.JsonObject;
import io.stampede.cli.show.Terminal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// The fields of a kind, or of an action's input, as options.
record FieldOptions(List<Field> fields) {
  private static final String KEY = "privateKey";

  /// Any bytes.
  private static final String USER_DATA = "userData";

  static String option(Field field) {
    var usual = "--" + field.kebab();
    return Specs.TAKEN.contains(usual) ? "--field-" + field.kebab() : usual;
  }

  /// Those of a group stand below its name in the help.
  void addTo(CommandSpec spec) {
    Map<String, List<OptionSpec>> groups = new LinkedHashMap<>();
    for (var field : fields) {
      var group = groups.computeIfAbsent(field.group(), _ -> new ArrayList<>());
      group.add(optionOf(field));
      if (field.name().equals(KEY)) {
        group.add(Specs.one("--key-file", "PATH", "Reads the private key from this file."));
      }
    }
    groups.getOrDefault("", List.of()).forEach(spec::addOption);
    groups.remove("");
    groups.forEach((group, options) -> spec.addArgGroup(groupOf(group, options)));
  }

  private static ArgGroupSpec groupOf(String title, List<OptionSpec> options) {
    var group =
        ArgGroupSpec.builder().validate(false).exclusive(false).heading(Specs.text(title) + "%n");
    options.forEach(group::addArg);
    return group.build();
  }

  private static OptionSpec optionOf(Field field) {
    return switch (field.type()) {
      case "list", "map" -> Specs.several(option(field), label(field), help(field));
      case "boolean" -> switchOf(field);
      default -> Specs.one(option(field), label(field), help(field));
    };
  }

  /// `--autostart`, `--autostart=false`.
  private static OptionSpec switchOf(Field field) {
    return OptionSpec.builder(option(field))
        .type(Boolean.class)
        .arity("0..1")
        .fallbackValue("true")
        .paramLabel("true|false")
        .description(help(field))
        .build();
  }

  private static String label(Field field) {
    if (!field.unit().isEmpty()) return field.unit().replace(' ', '_');
    return switch (field.type()) {
      case "integer" -> "NUMBER";
      case "reference" -> Words.kebab(field.reference()).toUpperCase(Locale.ROOT);
      case "enum" -> String.join("|", field.options());
      case "map" -> "KEY=VALUE";
      case "date" -> "DATE";
      default -> "TEXT";
    };
  }

  static String help(Field field) {
    var notes = new ArrayList<String>();
    if (field.required()) notes.add("required");
    if (!field.byDefault().isEmpty()) notes.add("usual: " + withUnit(field, field.byDefault()));
    if (!field.example().isEmpty() && !field.secret()) notes.add("as in " + field.example());
    field.says().number("min").ifPresent(min -> notes.add("at least " + withUnit(field, "" + min)));
    field.says().number("max").ifPresent(max -> notes.add("at most " + withUnit(field, "" + max)));
    if (field.isMany()) notes.add("may be repeated");
    if (field.secret()) notes.add("better @FILE or @-, as others can see command lines");
    var help = field.help().isEmpty() ? field.label() + "." : field.help();
    return Specs.text(notes.isEmpty() ? help : help + " (" + String.join("; ", notes) + ")");
  }

  private static String withUnit(Field field, String value) {
    return field.unit().isEmpty() ? value : value + " " + field.unit();
  }

  /// The values that were given, for the body of a request.
  JsonObject read(ParseResult line, Terminal terminal) {
    Map<String, Object> body = new LinkedHashMap<>();
    for (var field : fields) {
      var option = option(field);
      if (Specs.given(line, option)) body.put(field.name(), value(field, line, terminal));
      else if (field.name().equals(KEY) && Specs.given(line, "--key-file")) {
        var from = "@" + Specs.value(line, "--key-file");
        body.put(field.name(), new ValueSource(terminal).text("--key-file", from));
      }
    }
    return new JsonObject(body);
  }

  private static Object value(Field field, ParseResult line, Terminal terminal) {
    var option = option(field);
    var source = new ValueSource(terminal);
    return switch (field.type()) {
      case "boolean" -> line.matchedOptionValue(option, Boolean.TRUE);
      case "list" -> source.lines(option, Specs.values(line, option));
      case "map" -> pairs(option, source.lines(option, Specs.values(line, option)));
      case "integer" ->
          Quantity.parse(option, source.line(option, raw(line, option)), field.unit());
      default ->
          field.name().equals(USER_DATA)
              ? source.bytes(option, raw(line, option))
              : field.multiline()
                  ? source.text(option, raw(line, option))
                  : source.line(option, raw(line, option));
    };
  }

  private static String raw(ParseResult line, String option) {
    return Specs.value(line, option);
  }

  static Map<String, Object> pairs(String option, List<String> entries) {
    Map<String, Object> pairs = new LinkedHashMap<>();
    for (var entry : entries) {
      int split = entry.indexOf('=');
      if (split < 1) {
        throw Failure.usage(
            "%s '%s' is not of the form KEY=VALUE".formatted(option, entry),
            "as in %s GREETING=hello".formatted(option));
      }
      pairs.put(entry.substring(0, split), entry.substring(split + 1));
    }
    return pairs;
  }
}
