package io.stampede.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.client.Resource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FormModelTest {
  private final Site site = new Site();
  private final AtomicReference<Resource> made = new AtomicReference<>();

  @AfterEach
  void close() {
    site.close();
  }

  private FormModel create(String kind) {
    return site.onUi(() -> new FormModel(site.world, new Purpose.Create(site.world.kind(kind))));
  }

  private void type(FormModel form, String field, String text) {
    site.doOnUi(() -> form.field(field).orElseThrow().textProperty().set(text));
  }

  private String error(FormModel form, String field) {
    return site.onUi(() -> form.field(field).orElseThrow().errorProperty().get());
  }

  private void submit(FormModel form) {
    site.doOnUi(() -> form.submit(made::set));
  }

  @Test
  void what_is_typed_is_checked_in_the_words_of_the_backend_before_it_is_sent() {
    var form = create("virtualMachine");
    type(form, "name", "Not A Name");
    type(form, "memoryMib", "3");
    type(form, "cpus", "many");
    assertThat(error(form, "name")).isEqualTo("is not of the form web1");
    assertThat(error(form, "memoryMib")).isEqualTo("is less than 16");
    assertThat(error(form, "cpus")).isEqualTo("is not a whole number");
    assertThat(error(form, "image")).isEmpty();
    submit(form);
    assertThat(error(form, "image")).isEqualTo("is required");
    assertThat(site.client.calls()).isEmpty();
  }

  @Test
  void only_what_differs_from_the_usual_is_sent() {
    var form = create("virtualMachine");
    type(form, "name", "web1");
    type(form, "image", "im-1");
    type(form, "labels", "team=shop\nstage = test");
    type(form, "autostart", "false");
    assertThat(site.onUi(form::values))
        .isEqualTo(
            Map.of(
                "name",
                "web1",
                "image",
                "im-1",
                "labels",
                Map.of("team", "shop", "stage", "test"),
                "autostart",
                false));
  }

  @Test
  void a_refusal_stands_beside_the_field_at_fault() {
    site.client.create("image", Map.of("name", "debian"));
    var form = create("image");
    type(form, "name", "debian");
    submit(form);
    await()
        .untilAsserted(() ->
            assertThat(error(form, "name")).isEqualTo("there is already a image called debian"));
    assertThat(made).hasNullValue();
    type(form, "name", "debian-12");
    assertThat(error(form, "name")).isEmpty();
    submit(form);
    await().untilAsserted(() -> assertThat(made.get()).isNotNull());
    assertThat(made.get().name()).isEqualTo("debian-12");
  }

  @Test
  void a_line_fills_the_form_and_what_cannot_stand_in_it_is_told() {
    var form = create("container");
    var notes = new AtomicReference<List<String>>(List.of());
    var wrong = new AtomicReference<>("");
    var filling = form.filling().orElseThrow();
    site.doOnUi(() -> form.fill(filling, "web1", notes::set, wrong::set));
    await().untilAsserted(() -> assertThat(wrong).hasValue("names no image"));
    site.doOnUi(() -> form.fill(filling, "web1 busybox x", notes::set, wrong::set));
    await().untilAsserted(() -> assertThat(notes.get()).hasSize(2));
    assertThat(notes.get()).first().isEqualTo("--rm has no field");
    assertThat(notes.get().getLast()).startsWith("Command has line breaks");
    assertThat(site.onUi(form::values)).isEqualTo(Map.of("name", "web1", "image", "busybox"));
    notes.set(List.of("before"));
    site.doOnUi(() -> form.fill(filling, "web2 redis", notes::set, wrong::set));
    await().untilAsserted(() -> assertThat(notes.get()).isEmpty());
    assertThat(site.onUi(form::values)).isEqualTo(Map.of("name", "web2", "image", "redis"));
    assertThat(create("host").filling()).isEmpty();
  }

  @Test
  void an_edit_sends_only_what_was_changed() {
    var image = site.client.create("image", Map.of("name", "debian"));
    var vm =
        site.client.create(
            "virtualMachine", Map.of("name", "web1", "image", image.id(), "cpus", 2L));
    var form =
        site.onUi(
            () -> new FormModel(site.world, new Purpose.Edit(site.world.kind(vm.kind()), vm)));
    assertThat(form.fields()).extracting(FieldModel::name).doesNotContain("name", "image");
    type(form, "cpus", "4");
    submit(form);
    await()
        .untilAsserted(
            () -> assertThat(site.client.calls()).contains("update virtualMachine web1 {cpus=4}"));
  }

  @Test
  void a_change_can_be_copied_for_curl_the_command_line_and_python_without_its_secrets() {
    var form = create("host");
    type(form, "name", "h1");
    type(form, "address", "it's");
    type(form, "privateKey", "SECRET");
    var copy = site.onUi(() -> CopyAs.of(form));
    assertThat(copy.commandLine())
        .isEqualTo("stampede host create --name h1 --address 'it'\\''s' --private-key '…'");
    assertThat(copy.python())
        .isEqualTo("stampede.hosts.create(name=\"h1\", address=\"it's\", private_key=\"…\")");
    assertThat(copy.curl())
        .contains("POST \"$STAMPEDE_URL/v1/hosts\"")
        .contains("\"name\": \"h1\"")
        .doesNotContain("SECRET");
  }
}
