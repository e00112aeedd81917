package io.stampede.cli.show;

import io.stampede.cli.json.Json;
import io.stampede.cli.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Prints what was asked for in the form that was asked for.
public record Printer(Terminal terminal, Format format) {
  public enum Format {
    TABLE,
    WIDE,
    JSON,
    YAML,
    NAME;

    public static Optional<Format> of(String word) {
      for (var f : values()) if (f.word().equals(word)) return Optional.of(f);
      return Optional.empty();
    }

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// For people: tables, details and sentences.
    public boolean forPeople() {
      return this == TABLE || this == WIDE;
    }
  }

  /// In one of the forms for programs.
  public void data(JsonObject value) {
    switch (format) {
      case TABLE, WIDE, JSON -> line(Json.pretty(value));
      case YAML -> terminal.out().print(Yaml.text(value.members()));
      case NAME -> line(nameOf(value));
    }
  }

  public void data(List<JsonObject> values) {
    switch (format) {
      case TABLE, WIDE, JSON -> line(Json.pretty(values));
      case YAML ->
          terminal.out().print(Yaml.text(values.stream().map(JsonObject::members).toList()));
      case NAME -> values.forEach(value -> line(nameOf(value)));
    }
  }

  public void line(String text) {
    terminal.out().println(text);
  }

  public void table(Table table) {
    terminal.out().print(table.text(terminal.width(), this::painted));
  }

  private static String nameOf(JsonObject value) {
    return Text.safe(value.has("name") ? value.text("name") : value.text("id"));
  }

  /// The words for states in their colours, on a screen that has any.
  public String painted(String cell) {
    if (!terminal.colours()) return cell;
    return switch (cell) {
      case "running", "connected", "ready", "done" -> "\u001b[32m" + cell + "\u001b[0m";
      case "error", "unreachable", "stuck" -> "\u001b[31m" + cell + "\u001b[0m";
      case "requested", "creating", "starting", "stopping", "updating", "migrating", "removing" ->
          "\u001b[33m" + cell + "\u001b[0m";
      default -> cell;
    };
  }
}
