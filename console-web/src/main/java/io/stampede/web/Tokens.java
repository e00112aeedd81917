package io.stampede.web;

import io.stampede.engine.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Colours, spacing and icons that both consoles share, out of `tokens.json`.
///
/// @param colors light and dark, by name
/// @param states the colour of each phase's dot
/// @param icons names of Bootstrap Icons, by kind, room or action
/// @param space in pixels, as are `radius` and `font`
public record Tokens(
    Map<String, List<String>> colors,
    Map<String, String> states,
    Map<String, String> icons,
    Map<String, Integer> space,
    Map<String, Integer> radius,
    Map<String, Integer> font) {
  private static final Tokens SHARED = load();

  public static Tokens shared() {
    return SHARED;
  }

  private static Tokens load() {
    var json =
        JsonMapper.builder()
            .disable(tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    try (var in = Tokens.class.getResourceAsStream("tokens.json")) {
      if (in == null) throw new IllegalStateException("tokens.json is not on the class path");
      return json.readValue(in, new TypeReference<Tokens>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// As in `good`.
  public String tone(Phase phase) {
    return states.getOrDefault(phase.word(), "calm");
  }

  /// The icon's name for a kind, room or action; a dot for one that has none yet.
  public String icon(String what) {
    return icons.getOrDefault(what, "dot");
  }

  /// CSS custom properties, as in `--st-good`; they follow the page's colour scheme.
  public String css() {
    var css = new StringBuilder(":root{color-scheme:light dark;");
    colors.forEach(
        (name, c) -> css.append("--st-%s:light-dark(%s,%s);".formatted(name, c.get(0), c.get(1))));
    space.forEach((name, px) -> css.append("--st-space-%s:%dpx;".formatted(name, px)));
    radius.forEach((name, px) -> css.append("--st-radius-%s:%dpx;".formatted(name, px)));
    font.forEach(
        (name, px) -> css.append("--st-font-%s:%srem;".formatted(name, String.valueOf(px / 16.0))));
    return css.append("}\n").toString();
  }
}
