package io.stampede.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.web.fake.FakeClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

class OpenApiTest {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /// The golden file shows what a change of the schema does to the API. After a wanted change copy
  /// `target/openapi.json` over it.
  @Test
  void it_is_as_the_golden_file() throws IOException {
    var made = JSON.writeValueAsString(OpenApi.of(new FakeClient().kinds())) + "\n";
    Files.writeString(Path.of("target", "openapi.json"), made);
    try (var golden = OpenApiTest.class.getResourceAsStream("openapi.json")) {
      assertThat(golden).isNotNull();
      assertThat(made).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void every_reference_leads_somewhere() {
    tools.jackson.databind.JsonNode api = JSON.valueToTree(OpenApi.of(new FakeClient().kinds()));
    var text = JSON.writeValueAsString(api);
    var references =
        java.util.regex.Pattern.compile("#/components/schemas/(\\w+)")
            .matcher(text)
            .results()
            .map(m -> m.group(1))
            .distinct()
            .toList();
    assertThat(references).isNotEmpty().allMatch(api.at("/components/schemas")::has);
  }
}
