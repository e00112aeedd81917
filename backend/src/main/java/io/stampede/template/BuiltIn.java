package io.stampede.template;

import io.stampede.schema.Codec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The templates that come with the console: the files of `assets/templates`.
public final class BuiltIn {
  /// In the order in which they are offered.
  static final List<String> NAMES =
      List.of(
          "debian",
          "ubuntu-lts",
          "ubuntu",
          "fedora",
          "flatcar-stable",
          "flatcar-beta",
          "flatcar-alpha",
          "fedora-coreos",
          "alpine",
          "cirros",
          "blank");

  private BuiltIn() {}

  public static List<TemplateSpec> all() {
    return NAMES.stream().map(BuiltIn::load).toList();
  }

  private static TemplateSpec load(String name) {
    try (var in = BuiltIn.class.getResourceAsStream("templates/" + name + ".yaml")) {
      if (in == null) throw new IllegalStateException("there is no template " + name);
      var yaml = new Load(LoadSettings.builder().setLabel(name).build()).loadFromInputStream(in);
      return parse(name, yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Held to the same rules as one that a person makes.
  static TemplateSpec parse(String name, Object yaml) {
    if (!(yaml instanceof Map<?, ?> map)) throw new IllegalStateException(name + " is no mapping");
    var values = new HashMap<String, Object>();
    map.forEach((key, value) ->
        values.put(
            String.valueOf(key), value instanceof Integer n ? (Object) n.longValue() : value));
    return switch (new Codec<>(TemplateSpec.class).read(values)) {
      case Codec.Result.Ok<TemplateSpec>(var spec) -> spec.asBuiltIn();
      case Codec.Result.Bad<TemplateSpec>(var errors) ->
          throw new IllegalStateException(name + ": " + errors);
    };
  }
}
