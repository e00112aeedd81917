package io.stampede.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CodecTest {
  enum Restart {
    NO,
    ALWAYS
  }

  record Name(String value) {
    Name {
      if (!value.matches("[a-z]+")) throw new IllegalArgumentException("is not a name");
    }
  }

  record Size(int n) {
    Size {
      if (n <= 0) throw new IllegalArgumentException("is not positive");
    }
  }

  record Thing(
      @Field(label = "Name") Name name,
      @Field(label = "Size", byDefault = "512") Size size,
      @Field(label = "Restart", byDefault = "no") Restart restart,
      @Field(label = "Port", min = 1, max = 65535) OptionalInt port,
      @Field(label = "Arguments") List<String> arguments,
      @Field(label = "Environment") Map<String, String> environment,
      @Field(label = "Note", maxLength = 5) Optional<String> note,
      boolean running,
      Optional<Instant> since) {}

  private static final Codec<Thing> CODEC = new Codec<>(Thing.class);

  private static final Thing FULL =
      new Thing(
          new Name("web"),
          new Size(64),
          Restart.ALWAYS,
          OptionalInt.of(80),
          List.of("a", ""),
          Map.of("K", "v"),
          Optional.of("hi"),
          true,
          Optional.of(Instant.parse("2026-01-01T12:00:00Z")));

  @Test
  void a_record_comes_back_as_it_was() {
    assertThat(CODEC.read(CODEC.write(FULL))).isEqualTo(new Codec.Result.Ok<>(FULL));
  }

  @Test
  void what_is_left_out_takes_its_default() {
    assertThat(CODEC.read(Map.of("name", "web")))
        .isEqualTo(
            new Codec.Result.Ok<>(
                new Thing(
                    new Name("web"),
                    new Size(512),
                    Restart.NO,
                    OptionalInt.empty(),
                    List.of(),
                    Map.of(),
                    Optional.empty(),
                    false,
                    Optional.empty())));
  }

  @Test
  void every_wrong_field_is_named() {
    var wrong = new LinkedHashMap<String, Object>();
    wrong.put("size", -1L);
    wrong.put("restart", "sometimes");
    wrong.put("port", 70000L);
    wrong.put("arguments", "not a list");
    wrong.put("environment", List.of());
    wrong.put("note", "too long");
    wrong.put("running", "maybe");
    wrong.put("since", "yesterday");
    assertThat(CODEC.read(wrong))
        .isEqualTo(
            new Codec.Result.Bad<Thing>(
                List.of(
                    new FieldError("name", "missing", "is required"),
                    new FieldError("size", "invalid", "is not positive"),
                    new FieldError("restart", "invalid", "is not one of no, always"),
                    new FieldError("port", "invalid", "is more than 65535"),
                    new FieldError("arguments", "invalid", "is not a list"),
                    new FieldError("environment", "invalid", "is not an object"),
                    new FieldError("note", "invalid", "is longer than 5 characters"),
                    new FieldError("running", "invalid", "is neither true nor false"),
                    new FieldError(
                        "since", "invalid", "is not a time like 2026-01-31T12:00:00Z"))));
  }

  @Test
  void numbers_are_taken_as_text_too_since_forms_send_text() {
    var read = CODEC.read(Map.of("name", "web", "size", " 64 ", "port", ""));
    assertThat(read).isInstanceOf(Codec.Result.Ok.class);
    assertThat(((Codec.Result.Ok<Thing>) read).value().size()).isEqualTo(new Size(64));
  }

  @Test
  void a_schema_follows_from_the_records() {
    var schema =
        KindSchema.of(
            "thing",
            "Thing",
            "Things",
            "",
            Thing.class,
            Seen.class,
            ActionSchema.of("stop", "Stop", ""));
    assertThat(schema.fields().stream().map(f -> f.name() + ":" + f.type().word()))
        .containsExactly(
            "name:string",
            "size:integer",
            "restart:enum",
            "port:integer",
            "arguments:list",
            "environment:map",
            "note:string",
            "seen:boolean");
    assertThat(schema.field("name").orElseThrow().required()).isTrue();
    assertThat(schema.field("size").orElseThrow().byDefault()).contains(512L);
    assertThat(schema.field("seen").orElseThrow().readOnly()).isTrue();
    assertThat(schema.actions().stream().map(ActionSchema::name)).containsExactly("stop", "retry");
  }

  record Seen(@Field(label = "Seen") boolean seen) {}

  record Numbered(Map<String, Integer> numbers) {}

  record Held(Numbered first, String second) {}

  @Test
  void a_map_of_numbers_is_read_as_it_was_written() {
    var held = new Held(new Numbered(Map.of("eth0", 1500)), "x");
    var codec = new Codec<>(Held.class);
    assertThat(codec.restore(codec.write(held))).isEqualTo(held);
  }

  record Before(Optional<String> target) {}

  record Turned(Optional<Before> before) {}

  @Test
  void a_record_of_nothing_is_not_no_record() {
    var codec = new Codec<>(Turned.class);
    for (var turned :
        List.of(
            new Turned(Optional.empty()),
            new Turned(Optional.of(new Before(Optional.empty()))),
            new Turned(Optional.of(new Before(Optional.of("web")))))) {
      assertThat(codec.restore(codec.write(turned))).isEqualTo(turned);
    }
    assertThat(codec.restore(Map.of("before", "web")))
        .as("as it was kept before")
        .isEqualTo(new Turned(Optional.of(new Before(Optional.of("web")))));
  }

  record Sets(Set<Size> sizes, Map<Restart, Boolean> by, Optional<String> text) {}

  @Test
  void sets_and_keys_that_are_no_text_are_read_as_they_were_written() {
    var sets = new Sets(Set.of(new Size(1)), Map.of(Restart.ALWAYS, true), Optional.of(""));
    var codec = new Codec<>(Sets.class);
    assertThat(codec.restore(codec.write(sets))).isEqualTo(sets);
  }

  record Usual(@Field(label = "Note", byDefault = "hi") Optional<String> note) {}

  @Test
  void a_default_is_for_what_people_leave_open_and_not_for_what_was_kept_empty() {
    var codec = new Codec<>(Usual.class);
    assertThat(codec.restore(Map.of())).isEqualTo(new Usual(Optional.empty()));
    assertThat(codec.read(Map.of())).isEqualTo(new Codec.Result.Ok<>(new Usual(Optional.of("hi"))));
  }
}
