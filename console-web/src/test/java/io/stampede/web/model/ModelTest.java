package io.stampede.web.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.schema.KindSchema;
import io.stampede.web.fake.FakeClient;
import io.stampede.web.fake.FakeKinds;
import io.stampede.web.fake.FakeWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelTest {
  private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");
  private final FakeClient client = new FakeClient();

  @BeforeEach
  void fill() {
    FakeWorld.fill(client, NOW);
  }

  private FormModel creating(KindSchema kind) {
    return new FormModel(client, kind, new FormModel.Purpose.Create());
  }

  @Test
  void a_form_begins_with_the_defaults_and_needed_fields_first() {
    var form = creating(FakeKinds.MACHINE);
    assertThat(form.fields()).extracting(f -> f.name()).startsWith("name", "image");
    assertThat(form.request()).isEqualTo(Map.of("cpus", 1L, "memory", 512L));
  }

  @Test
  void errors_go_beside_their_fields() {
    var form = creating(FakeKinds.CONTAINER);
    form.set("name", Optional.of("cache"));
    assertThat(form.send())
        .isEqualTo(new FormModel.Result.Wrong(Map.of("image", "is required"), Optional.empty()));
    form.set("image", Optional.of("redis:8"));
    assertThat(form.send())
        .isInstanceOfSatisfying(
            FormModel.Result.Wrong.class,
            wrong -> {
              assertThat(wrong.byField()).containsExactly(Map.entry("name", "is taken by another"));
              assertThat(wrong.whole())
                  .hasValueSatisfying(p -> assertThat(p.fix()).isEqualTo("choose another name"));
            });
  }

  @Test
  void a_host_needs_its_key_confirmed_before_it_is_added() {
    var form = creating(FakeKinds.HOST);
    form.set("address", Optional.of("10.0.0.19"));
    assertThat(form.isUnanswered()).isTrue();
    var answer = form.ask(form.question().orElseThrow());
    assertThat(answer).containsEntry("address", "10.0.0.19").containsKey("fingerprint");
    form.set("hostKey", Optional.of("SHA256:x"));
    assertThat(form.isUnanswered()).isFalse();
  }

  @Test
  void a_line_fills_the_form_and_another_line_takes_its_place() {
    var form = creating(FakeKinds.CONTAINER);
    form.set("privileged", Optional.of(true));
    var filling = form.filling().orElseThrow();
    var first = form.read(filling, "docker run --rm --name c9 redis:8 sleep 9");
    assertThat(first.notes()).containsExactly("--rm has <b>no</b> field");
    form.fill(first);
    assertThat(form.value("command")).contains(List.of("sleep", "9"));
    form.fill(form.read(filling, "docker run --name c9 redis:9"));
    assertThat(form.request())
        .isEqualTo(Map.of("name", "c9", "image", "redis:9", "restart", "no", "privileged", true));
    assertThat(creating(FakeKinds.MACHINE).filling()).isEmpty();
  }

  @Test
  void a_change_sends_only_what_is_different() {
    var web = client.get("virtualMachine", "web-1");
    var form = new FormModel(client, FakeKinds.MACHINE, new FormModel.Purpose.Change(web));
    assertThat(form.request()).isEmpty();
    form.set("memory", Optional.of(4096L));
    assertThat(form.request()).isEqualTo(Map.of("memory", 4096L));
  }

  @Test
  void of_two_who_change_the_same_the_second_is_told() {
    var web = client.get("virtualMachine", "web-1");
    var forms =
        List.of(4096L, 8192L).stream()
            .map(memory -> {
              var form =
                  new FormModel(client, FakeKinds.MACHINE, new FormModel.Purpose.Change(web));
              form.set("memory", Optional.of(memory));
              return form;
            })
            .toList();
    assertThat(forms.getFirst().send()).isInstanceOf(FormModel.Result.Done.class);
    assertThat(forms.getLast().send()).isInstanceOf(FormModel.Result.Wrong.class);
    assertThat(client.get("virtualMachine", "web-1").number("memory")).contains(4096L);
  }

  @Test
  void what_a_list_shows_is_what_its_address_says() {
    var asked = Map.of("q", List.of("w"), "state", List.of("running"), "sort", List.of("-cpus"));
    var wanted = ListModel.Wanted.of(asked);
    assertThat(wanted.parameters())
        .isEqualTo(Map.of("q", "w", "state", "running", "sort", "-cpus"));
    var rows = new ListModel(client, FakeKinds.MACHINE).load(wanted);
    assertThat(rows.all()).extracting(r -> r.name()).containsExactly("web-1");
  }

  @Test
  void an_address_with_an_unknown_order_is_still_a_list() {
    var wanted = ListModel.Wanted.ALL.withSort("-nonsense");
    assertThat(new ListModel(client, FakeKinds.MACHINE).load(wanted).all()).hasSize(5);
  }

  @Test
  void a_list_of_more_than_a_page_is_read_whole() {
    for (int i = 0; i < 2500; i++) {
      client.create("container", Map.of("name", "c-" + i, "image", "x"));
    }
    var rows = new ListModel(client, FakeKinds.CONTAINER).load(ListModel.Wanted.ALL);
    assertThat(rows.all()).hasSize(2503);
  }

  @Test
  void the_palette_finds_rooms_resources_and_actions() {
    var palette = new PaletteModel(client);
    assertThat(palette.find("stop pro", 5))
        .extracting(PaletteModel.Entry::label)
        .containsExactly("Stop proxy");
    assertThat(palette.find("hosts", 5).getFirst().label()).isEqualTo("Hosts");
    assertThat(palette.find("create con", 5))
        .extracting(PaletteModel.Entry::label)
        .containsExactly("Create container");
  }

  @Test
  void what_is_shared_by_all_is_offered_in_bulk() {
    var both = List.of(client.get("container", "cache"), client.get("container", "proxy"));
    assertThat(Offered.ofAll(FakeKinds.CONTAINER, both))
        .extracting(a -> a.name())
        .containsExactly("stop", "restart");
    var mixed = List.of(client.get("container", "cache"), client.get("container", "worker"));
    assertThat(Offered.ofAll(FakeKinds.CONTAINER, mixed)).isEmpty();
  }

  @Test
  void the_feed_tells_what_moves_and_what_needs_attention() {
    var shown = new TaskFeed(client).read(10);
    assertThat(shown.moving()).extracting(r -> r.name()).containsExactly("web-2", "worker");
    assertThat(shown.troubled()).extracting(r -> r.name()).containsExactly("h3", "build", "ci");
    assertThat(shown.steps()).extracting(t -> t.id()).containsExactly(3L, 2L, 1L);
  }

  @Test
  void a_request_is_said_to_curl_the_command_line_and_python() {
    var said =
        new CopyAs("http://127.0.0.1:8090")
            .create(
                FakeKinds.HOST,
                new java.util.TreeMap<>(
                    Map.of("address", "10.0.0.1", "name", "it's", "privateKey", "SECRET")));
    assertThat(said.curl())
        .isEqualTo(
            """
            curl -X POST -H "Authorization: Bearer $STAMPEDE_TOKEN" http://127.0.0.1:8090/v1/hosts \\
              -H 'Content-Type: application/json' -d '{"address":"10.0.0.1","name":"it'\\''s","privateKey":"$PRIVATEKEY"}'\
            """);
    assertThat(said.cli())
        .isEqualTo(
            "stampede host create --address 10.0.0.1 --name 'it'\\''s' --private-key '$PRIVATEKEY'");
    assertThat(said.python())
        .endsWith(
            "c.hosts.create(address=\"10.0.0.1\", name=\"it's\", private_key=\"$PRIVATEKEY\")");
  }

  @ParameterizedTest
  @CsvSource({
    "512,MiB,512 MiB",
    "2048,MiB,2 GiB",
    "1536,MiB,1.5 GiB",
    "347602944,B,332 MiB",
    "3,ms,3 ms",
    "0,B,0 B"
  })
  void sizes_are_binary(long number, String unit, String text) {
    assertThat(Text.measure(number, unit)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"2,just now", "59,59 s ago", "60,1 min ago", "7200,2 h ago", "400000,4 days ago"})
  void times_are_relative(long seconds, String text) {
    assertThat(Text.ago(NOW.minusSeconds(seconds), NOW)).isEqualTo(text);
  }

  @Test
  void short_steps_are_measured_in_milliseconds() {
    assertThat(Text.lasted(Duration.ofMillis(43))).isEqualTo("43 ms");
    assertThat(Text.lasted(Duration.ofMillis(1500))).isEqualTo("1.5 s");
    assertThat(Text.lasted(Duration.ofSeconds(125))).isEqualTo("2 min 5 s");
  }
}
