package io.stampede.container;

import io.stampede.client.Refused;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.Field;
import java.util.Map;

/// A `docker run` line that a person pastes, as the filled form of a new container.
final class DockerRunForm {
  /// @param line may have several lines, joined by a backslash
  record Line(
      @Field(
              label = "Line",
              help = "As one types it, with docker run.",
              multiline = true,
              maxLength = 65_536,
              example = "docker run -d --name web -p 8080:80 nginx:1.27")
          String line) {}

  static final ActionSchema PARSE =
      ActionSchema.of(
              "parse",
              "From docker run",
              "Makes a filled form of a docker run line, and says what of it has no field.")
          .withInput(Line.class)
          .ofCollection();

  private DockerRunForm() {}

  /// @return `fields` to make a container with, and `notes`
  static Map<String, Object> answer(Map<String, ?> input) {
    var line = input.get("line");
    try {
      var run = DockerRun.parse(line == null ? "" : line.toString());
      return Map.of("fields", run.fields(), "notes", run.notes());
    } catch (IllegalArgumentException e) {
      throw Refused.field("line", "invalid", String.valueOf(e.getMessage()), "");
    }
  }
}
