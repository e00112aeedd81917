package io.stampede.container;

import static io.stampede.container.ContainerSpecs.changed;
import static io.stampede.container.ContainerSpecs.sleeper;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.stampede.adoption.Bond;
import io.stampede.client.Refused;
import io.stampede.network.Nic;
import io.stampede.network.Readiness;
import io.stampede.schema.Codec;
import io.stampede.schema.FieldError;
import io.stampede.schema.FieldSchema;
import io.stampede.schema.KindSchema;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S28")
class ContainerOptionsTest {
  private static final KindSchema SCHEMA =
      new ContainerFace(
              new ContainerKind(_ -> Optional.empty(), Readiness.ALWAYS, InstantSource.system()),
              _ -> Optional.empty())
          .schema();

  private static ContainerSpec spec(Map<String, Object> fields) {
    var all = new HashMap<String, Object>(fields);
    all.putIfAbsent("name", "web1");
    all.putIfAbsent("image", "nginx");
    return switch (new Codec<>(ContainerSpec.class).read(all)) {
      case Codec.Result.Ok<ContainerSpec>(var spec) -> spec;
      case Codec.Result.Bad<ContainerSpec>(var errors) -> throw Refused.fields(errors);
    };
  }

  private static List<String> atFault(Map<String, Object> fields) {
    try {
      ContainerChecks.check(spec(fields));
      return List.of();
    } catch (Refused e) {
      return e.errors().stream().map(FieldError::field).toList();
    }
  }

  @Test
  void every_field_has_a_name_of_its_own() {
    assertThat(SCHEMA.fields().stream().map(FieldSchema::name)).doesNotHaveDuplicates();
  }

  @Test
  void a_name_and_an_image_are_enough() {
    assertThat(spec(Map.of()).options()).isEqualTo(ContainerOptions.USUAL);
    assertThat(SCHEMA.creatable().filter(FieldSchema::required).map(FieldSchema::name))
        .containsExactlyInAnyOrder("name", "image");
    ContainerChecks.check(spec(Map.of()));
  }

  @Test
  void what_was_kept_before_there_were_options_is_read_again() {
    var kept = new HashMap<>(new Codec<>(ContainerSpec.class).write(sleeper("web1")));
    new Codec<>(ContainerOptions.class)
        .write(ContainerOptions.USUAL)
        .keySet()
        .forEach(kept::remove);
    new Codec<>(ContainerLife.class).write(ContainerLife.NEW).keySet().forEach(kept::remove);
    assertThat(new Codec<>(ContainerSpec.class).restore(kept)).isEqualTo(sleeper("web1"));
  }

  @ParameterizedTest
  @CsvSource({
    "memorySwapMib, 512",
    "pidsLimit, 0",
    "stopSignal, stop it",
    "platform, Linux",
    "healthInterval, soon",
    "ipcMode, what",
    "gpus, many",
    "logDriver, paper",
    "envFile, no value",
    "cpuset, a-b",
    "hostname, -x"
  })
  void what_docker_would_refuse_is_refused_with_its_field(String field, String value) {
    assertThat(atFault(Map.of(field, value))).containsExactly(field);
  }

  @ParameterizedTest
  @CsvSource({
    "dns, one",
    "aliases, -x",
    "ulimits, nofile",
    "capAdd, FLY",
    "devices, fuse",
    "deviceRules, all",
    "securityOpts, seccomp=/etc/profile.json",
    "extraHosts, db",
    "tmpfs, run"
  })
  void so_is_one_of_a_list(String field, String value) {
    assertThat(atFault(Map.of(field, List.of(value)))).containsExactly(field);
  }

  @Test
  void what_does_not_go_together_is_refused_with_its_field() {
    assertThat(atFault(Map.of("blkioWeight", 5))).containsExactly("blkioWeight");
    assertThat(atFault(Map.of("memoryMib", 512, "memorySwapMib", 256)))
        .containsExactly("memorySwapMib");
    assertThat(atFault(Map.of("memoryMib", 512, "memorySwapMib", -1))).isEmpty();
    assertThat(atFault(Map.of("memoryMib", 64, "memoryReservationMib", 128)))
        .containsExactly("memoryReservationMib");
    assertThat(atFault(Map.of("noHealthcheck", true, "healthCommand", "true")))
        .containsExactly("noHealthcheck");
    assertThat(atFault(Map.of("utsHost", true, "hostname", "x"))).containsExactly("hostname");
    assertThat(
            atFault(
                Map.of("networks", List.of("docker:host"), "sysctls", Map.of("net.core.x", "1"))))
        .containsExactly("sysctls");
    assertThat(atFault(Map.of("aliases", List.of("db")))).containsExactly("aliases");
    assertThat(atFault(Map.of("aliases", List.of("db"), "networks", List.of("docker:back"))))
        .isEmpty();
    assertThat(atFault(Map.of("volumes", List.of("a:/x", "b:/x")))).containsExactly("volumes");
    assertThat(atFault(Map.of("volumes", List.of("a:/x"), "tmpfs", List.of("/x:size=1m"))))
        .containsExactly("tmpfs");
  }

  @Test
  void variables_of_a_file_come_after_those_given_one_by_one() {
    var spec = spec(Map.of("env", Map.of("A", "1"), "envFile", "# of mine\nA=2\n\nB=x=y\n  C=\n"));
    assertThat(spec.variables()).isEqualTo(Map.of("A", "1", "B", "x=y", "C", ""));
  }

  @Test
  void a_health_command_is_of_a_shell_or_of_none() {
    assertThat(spec(Map.of("healthCommand", "[ -f /x ]")).options().health().test())
        .containsExactly("CMD-SHELL", "[ -f /x ]");
    assertThat(spec(Map.of("healthCommand", "[\"a\", \"b c\"]")).options().health().test())
        .containsExactly("CMD", "a", "b c");
    assertThat(spec(Map.of("noHealthcheck", true)).options().health().test())
        .containsExactly("NONE");
    assertThat(ContainerHealth.command(List.of("CMD", "a", "b c"))).contains("[\"a\",\"b c\"]");
    assertThat(ContainerHealth.command(List.of("CMD-SHELL", "a | b"))).contains("a | b");
    assertThat(ContainerHealth.command(List.of("NONE"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "30s, 30000000000",
    "1m30s, 90000000000",
    "500ms, 500000000",
    "1.5h, 5400000000000",
    "100us, 100000"
  })
  void lengths_of_time_are_go_s(String text, long nanos) {
    assertThat(new Span(text).nanos()).isEqualTo(nanos);
    assertThat(Span.of(nanos).orElseThrow().nanos()).isEqualTo(nanos);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "30", "0s", "s", "1d", "-1s", "1s 2s", "999999h"})
  void what_is_no_length_of_time_is_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Span(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a", "/a:/b", "/a:/b:r", "/a:rwm", "/a:/b:rwm", "/a:m"})
  void a_device_is_a_path_with_rights(String text) {
    assertThat(new DeviceMap(text).ofHost()).isEqualTo("/a");
    assertThat(new DeviceMap(text).within()).isEqualTo(text.contains("/b") ? "/b" : "/a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "/a:", "/a:x", "/a:/b:", "/a:/b:wr", "/../a", "/a:/b:rw:x"})
  void what_is_no_device_is_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new DeviceMap(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/data", "/:/host:ro", "/a:/b:rw,rshared", "data:/x:nocopy", "/a:/b:z"})
  void a_volume_has_dockers_options(String text) {
    assertThat(new Mount(text).value()).isEqualTo(text);
  }

  private static ContainerSpec noted(ContainerSpec before, ContainerSpec after) {
    return ContainerChanges.noted(before, after, SCHEMA);
  }

  @Test
  void what_docker_changes_in_place_makes_nothing_anew() {
    var before = sleeper("web1");
    var after =
        changed(
            before,
            d -> {
              d.restartPolicy = RestartPolicy.ALWAYS;
              d.limits = new Limits(java.util.OptionalInt.of(64), Optional.empty());
            });
    assertThat(noted(before, after)).isEqualTo(after);
    assertThat(noted(before, after).edition()).isZero();
  }

  @Test
  void what_it_cannot_change_is_said_without_the_values_of_variables() {
    var before = sleeper("web1");
    var after =
        changed(
            before,
            d -> {
              d.image = new ImageRef("lab/busybox:2");
              d.env = Map.of("COLOR", "a secret", "OTHER", "x");
              d.volumes = List.of(new Mount("data:/data"));
            });
    var noted = noted(before, after);
    assertThat(noted.edition()).isEqualTo(1);
    assertThat(noted.life().changes())
        .containsExactly(
            "image: lab/busybox:1 → lab/busybox:2",
            "environment COLOR, OTHER",
            "volumes: nothing → data:/data");
    assertThat(new RemakeStep.Prepare(noted, Optional.empty()).title())
        .startsWith("make web1 anew: image: lab/busybox:1 → lab/busybox:2; environment");
    assertThat(noted(noted, changed(noted, d -> d.user = Optional.of("7"))).edition()).isEqualTo(2);
  }

  @Test
  void another_name_is_remembered_with_the_former_one() {
    var before = sleeper("web1");
    var after = noted(before, changed(before, d -> d.name = new ContainerName("web2")));
    assertThat(after.edition()).isZero();
    assertThat(after.life().formerNames()).containsExactly(new ContainerName("web1"));
  }

  @Test
  void what_was_adopted_is_not_made_anew() {
    var adopted =
        sleeper("web1")
            .tied(Bond.foreign("a".repeat(64), "web1@h1", false))
            .adopted(true, RestartPolicy.NO, Limits.NONE);
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> noted(adopted, changed(adopted, d -> d.user = Optional.of("7"))))
        .satisfies(e -> assertThat(e.errors().getFirst().field()).isEqualTo("user"));
    assertThat(noted(adopted, changed(adopted, d -> d.networks = List.of(new Nic("docker:x")))))
        .isNotNull();
  }
}
