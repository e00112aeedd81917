package io.stampede.onboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.schema.Codec;
import io.stampede.schema.FieldSchema;
import io.stampede.schema.KindSchema;
import io.stampede.ssh.Credential;
import io.stampede.ssh.Jump;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CandidateSpecTest {
  private static final Codec<CandidateSpec> CODEC = new Codec<>(CandidateSpec.class);

  private static final Map<String, Object> KEPT =
      Map.ofEntries(
          Map.entry("name", "h1"),
          Map.entry("address", "192.0.2.1"),
          Map.entry("port", 2222L),
          Map.entry("user", "core"),
          Map.entry("jumps", List.of("gate@192.0.2.9:22")),
          Map.entry("privateKey", "KEY"),
          Map.entry("passphrase", "PHRASE"),
          Map.entry("certificate", "CERT"),
          Map.entry("password", "PASS"),
          Map.entry("agent", false),
          Map.entry("hostKey", "SHA256:" + "A".repeat(43)),
          Map.entry("labels", Map.of("zone", "north")),
          Map.entry("fixes", List.of("tun")),
          Map.entry("go", true),
          Map.entry("rechecks", 3L),
          Map.entry("recheckOnly", List.of("clock")),
          Map.entry("keyMade", true),
          Map.entry("keyInstalled", false));

  @Test
  void what_an_older_console_kept_is_read_and_written_as_ever() {
    assertThat(CODEC.write(CODEC.restore(KEPT))).isEqualTo(KEPT);
    assertThat(KindSchema.fields(CandidateSpec.class).stream().filter(FieldSchema::secret))
        .extracting(FieldSchema::name)
        .containsExactly("privateKey", "passphrase", "password");
  }

  @Test
  void jumps_are_logged_in_to_with_the_password_too_until_the_key_is_there() {
    var spec = CODEC.restore(KEPT);
    assertThat(spec.endpoint().jumps())
        .extracting(Jump::credential)
        .containsExactly(new Credential.Password("PASS"));
    assertThat(spec.withKeyInstalled().endpoint().jumps())
        .extracting(Jump::credential)
        .hasOnlyElementsOfType(Credential.PrivateKey.class);
  }

  @Test
  void the_host_that_it_becomes_is_reached_as_it_was() {
    var spec = CODEC.restore(KEPT).withKeyInstalled();
    assertThat(spec.host().access()).isEqualTo(spec.access());
    assertThat(spec.host().ownKey()).isTrue();
  }

  @Test
  void what_is_secret_is_not_printed() {
    var spec = CODEC.restore(new HashMap<>(KEPT));
    assertThat(spec.toString()).isEqualTo("h1 (core@192.0.2.1:2222)");
  }
}
