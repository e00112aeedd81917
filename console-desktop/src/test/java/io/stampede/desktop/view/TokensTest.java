package io.stampede.desktop.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.desktop.model.Tone;
import io.stampede.engine.Phase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Both consoles have the same colours: those of `assets/tokens.json`.
class TokensTest {
  private static final Pattern COLOUR =
      Pattern.compile("\"([a-z-]+)\": \\[\"(#[0-9a-f]{6})\", \"(#[0-9a-f]{6})\"]");
  private static final Pattern OURS = Pattern.compile("-st-([a-z-]+): (#[0-9a-f]{6});");
  private static final Pattern STATE = Pattern.compile("\"([a-z]+)\": \"([a-z]+)\"");

  private static String tokens() throws IOException {
    return Files.readString(Path.of("../assets/tokens.json"));
  }

  private static TreeMap<String, String> theirs(int group) throws IOException {
    var colours = new TreeMap<String, String>();
    COLOUR.matcher(tokens()).results().forEach(m -> colours.put(m.group(1), m.group(group)));
    return colours;
  }

  private static TreeMap<String, String> ours(String sheet) throws IOException {
    var colours = new TreeMap<String, String>();
    try (var in =
        Objects.requireNonNull(
            TokensTest.class.getResourceAsStream("/io/stampede/desktop/" + sheet))) {
      var css = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      OURS.matcher(css).results().forEach(m -> colours.put(m.group(1), m.group(2)));
    }
    return colours;
  }

  @Test
  void light_and_dark_are_those_of_the_tokens() throws IOException {
    assertThat(ours("light.css")).isEqualTo(theirs(2)).hasSizeGreaterThan(10);
    assertThat(ours("dark.css")).isEqualTo(theirs(3));
  }

  @Test
  void each_state_has_the_tone_of_the_tokens() throws IOException {
    var states = tokens().substring(tokens().indexOf("\"states\""), tokens().indexOf("\"icons\""));
    var theirs =
        STATE.matcher(states).results().collect(Collectors.toMap(m -> m.group(1), m -> m.group(2)));
    var ours =
        Arrays.stream(Phase.values())
            .collect(
                Collectors.toMap(Phase::word, p -> Tone.of(p).style().substring("tone-".length())));
    assertThat(ours).isEqualTo(theirs);
  }
}
