package io.stampede.cli.api;

import io.stampede.cli.json.Json;
import io.stampede.cli.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All kinds of a server.
public record Schemas(List<Kind> kinds) {
  public static final Schemas NONE = new Schemas(List.of());

  public Schemas {
    kinds = List.copyOf(kinds);
  }

  /// @param text the answer to `GET /v1/schemas`: a list, or an object with the list as `data`
  /// @throws io.stampede.cli.json.JsonSyntax when it is not JSON
  static Schemas parse(String text) {
    var json = Json.parse(text);
    var wrapped = json instanceof Map<?, ?> ? json : Map.of("data", json);
    return new Schemas(
        JsonObject.of(wrapped).objects("data").stream()
            .map(Kind::of)
            .filter(kind -> !kind.name().isEmpty() && !kind.plural().isEmpty())
            .toList());
  }

  public Optional<Kind> named(String name) {
    return kinds.stream().filter(k -> k.name().equals(name)).findFirst();
  }

  /// The kind that a word means: singular, plural, camel or kebab case, or its initials.
  public Optional<Kind> byWord(String word) {
    var exact = kinds.stream().filter(k -> k.words().contains(word)).findFirst();
    return exact.isPresent()
        ? exact
        : kinds.stream()
            .filter(k -> !shortWord(k).isEmpty())
            .filter(k -> word.equals(shortWord(k)) || word.equals(shortWord(k) + "s"))
            .findFirst();
  }

  /// The initials of a kind of several words, as `vm`; empty where they would not be unique.
  public String shortWord(Kind kind) {
    var initials = Words.initials(kind.name());
    boolean unique =
        kinds.stream()
            .noneMatch(k ->
                !k.equals(kind)
                    && (Words.initials(k.name()).equals(initials) || k.words().contains(initials)));
    return unique ? initials : "";
  }
}
