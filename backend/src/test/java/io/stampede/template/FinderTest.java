package io.stampede.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.stampede.image.Checksum;
import io.stampede.image.ImageUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S11")
class FinderTest {
  private static final String SHA256 = "ab".repeat(32);

  private static TemplateSpec template(String name) {
    return BuiltIn.all().stream()
        .filter(t -> t.name().value().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Release find(String name, String text) {
    return Finder.of(template(name)).orElseThrow().read(text);
  }

  @Test
  void every_file_of_the_catalogue_is_a_template_and_its_name_is_the_files() throws Exception {
    var folder = Path.of("../assets/templates");
    try (var files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              BuiltIn.NAMES.stream().map(n -> n + ".yaml").toList());
    }
    assertThat(BuiltIn.all()).extracting(t -> t.name().value()).isEqualTo(BuiltIn.NAMES);
    assertThat(BuiltIn.all()).allMatch(TemplateSpec::builtIn);
    for (var template : BuiltIn.all()) {
      assertThat(Finder.of(template).isPresent()).isEqualTo(template.family() != Family.BLANK);
    }
  }

  @Test
  void what_a_template_must_not_be_is_refused_with_the_fields_at_fault() {
    Map<String, Object> bad =
        Map.of("name", "x", "finder", "no", "image", "ftp://x/y", "title", "");
    assertThatIllegalStateException()
        .isThrownBy(() -> BuiltIn.parse("x", bad))
        .withMessageContaining("finder")
        .withMessageContaining("image");
    assertThatIllegalStateException().isThrownBy(() -> BuiltIn.parse("x", List.of()));
  }

  @Test
  void flatcars_version_is_in_a_text() {
    var text =
        "FLATCAR_BUILD=4230\nFLATCAR_VERSION=4230.2.1\nFLATCAR_VERSION_ID=4230.2.1\n"
            + "FLATCAR_SDK_VERSION=4230.0.0\n";
    var found = find("flatcar-stable", text);
    var image =
        "https://stable.release.flatcar-linux.net/amd64-usr/4230.2.1/"
            + "flatcar_production_openstack_image.img";
    assertThat(found)
        .isEqualTo(
            new Release(
                Optional.of("4230.2.1"),
                new ImageUrl(image),
                Optional.empty(),
                Optional.of(new ImageUrl(image + ".DIGESTS"))));
    assertThat(found.with(new Checksum(SHA256)).name()).isEqualTo("4230.2.1-abababab");
  }

  @Test
  void debians_archive_says_what_is_stable() {
    var text = "Origin: Debian\nSuite: stable\nVersion: 13.1\nCodename: trixie\nDate: Sat\n";
    var found = find("debian", text);
    assertThat(found.version()).contains("13");
    assertThat(found.image().value())
        .isEqualTo(
            "https://cloud.debian.org/images/cloud/trixie/latest/debian-13-genericcloud-amd64.qcow2");
    assertThat(found.sums().orElseThrow().value())
        .isEqualTo("https://cloud.debian.org/images/cloud/trixie/latest/SHA512SUMS");
  }

  @Test
  void the_highest_version_of_a_listing_counts() {
    var page =
        """
        <a href="22.04/">22.04/</a> <a href="24.04/">24.04/</a> <a href="9.04/">9.04/</a>
        <a href="25.10/">25.10/</a> <a href="noble/">noble/</a> <a href="25.04/">25.04/</a>
        """;
    assertThat(find("ubuntu-lts", page).image().value())
        .isEqualTo(
            "https://cloud-images.ubuntu.com/releases/24.04/release/ubuntu-24.04-server-cloudimg-amd64.img");
    assertThat(find("ubuntu", page).version()).contains("25.10");
    var alpine =
        """
        <a href="nocloud_alpine-3.9.9-x86_64-bios-cloudinit-r0.qcow2">
        <a href="nocloud_alpine-3.22.1-x86_64-bios-cloudinit-r0.qcow2.asc">
        <a href="nocloud_alpine-3.22.10-x86_64-bios-cloudinit-r1.qcow2">
        <a href="nocloud_alpine-3.23.0-x86_64-uefi-cloudinit-r0.qcow2">
        """;
    var found = find("alpine", alpine);
    assertThat(found.image().fileName())
        .isEqualTo("nocloud_alpine-3.22.10-x86_64-bios-cloudinit-r1.qcow2");
    assertThat(found.sums().orElseThrow().value()).isEqualTo(found.image() + ".sha512");
  }

  @Test
  void a_stream_of_fedora_coreos_says_all() {
    var json =
        """
        {"stream": "stable", "architectures": {"x86_64": {"artifacts": {"openstack": {
          "release": "42.20250609.3.0", "formats": {"qcow2.xz": {"disk": {
            "location": "https://builds.example.org/fcos.qcow2.xz", "sha256": "%s"}}}}}}}}
        """
            .formatted(SHA256);
    assertThat(find("fedora-coreos", json))
        .isEqualTo(
            new Release(
                Optional.of("42.20250609.3.0"),
                new ImageUrl("https://builds.example.org/fcos.qcow2.xz"),
                Optional.of(new Checksum(SHA256)),
                Optional.empty()));
  }

  @Test
  void of_fedoras_releases_the_newest_whole_one_counts() {
    var entry =
        "{\"version\": \"%s\", \"arch\": \"%s\", \"variant\": \"Cloud\", \"sha256\": \""
            + SHA256
            + "\", \"link\": \"https://d.example.org/%s\"}";
    var json =
        "["
            + String.join(
                ",",
                entry.formatted("9", "x86_64", "Fedora-Cloud-Base-Generic-9-1.1.x86_64.qcow2"),
                entry.formatted("43 Beta", "x86_64", "Fedora-Cloud-Base-Generic-43.qcow2"),
                entry.formatted("43", "aarch64", "Fedora-Cloud-Base-Generic-43.qcow2"),
                entry.formatted("43", "x86_64", "Fedora-Server-43.qcow2"),
                entry.formatted("42", "x86_64", "Fedora-Cloud-Base-Generic-42-1.1.x86_64.qcow2"))
            + "]";
    var found = find("fedora", json);
    assertThat(found.version()).contains("42");
    assertThat(found.sum()).contains(new Checksum(SHA256));
  }

  @Test
  void cirros_says_its_version_alone() {
    assertThat(find("cirros", "0.6.3\n").image().value())
        .isEqualTo("https://download.cirros-cloud.net/0.6.3/cirros-0.6.3-x86_64-disk.img");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "<html>moved</html>", "[]", "{}", "null", "[null, 7, {\"version\": {}}]", "{"})
  void a_text_that_says_nothing_is_told(String text) {
    for (var template : BuiltIn.all()) {
      Finder.of(template)
          .ifPresent(
              finder -> assertThatIllegalArgumentException().isThrownBy(() -> finder.read(text)));
    }
  }

  @Test
  void what_was_found_cannot_lead_elsewhere() {
    var image = new UrlPattern("https://example.org/{version}/disk");
    for (var bad : List.of("../x", "a/b", "x?y", "1@evil", "", "..", "x\n", "a..b")) {
      assertThatIllegalArgumentException().isThrownBy(() -> image.filled(Map.of("version", bad)));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> image.filled(Map.of()));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new UrlPattern("file:///{version}"));
  }

  @Test
  void an_expression_that_would_take_for_ever_is_given_up() {
    var slow = new FindPattern("(.*)(.*)(.*)(.*)(.*)=");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> slow.find("a".repeat(2000)))
        .withMessageContaining("too long");
    var deep = new FindPattern("((?:a|x)*)v");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> deep.find("a".repeat(1_000_000)))
        .withMessageContaining("repeats too much");
    assertThatIllegalArgumentException().isThrownBy(() -> new FindPattern("no group"));
    assertThatIllegalArgumentException().isThrownBy(() -> new FindPattern("("));
  }

  @Test
  void no_text_makes_a_finder_fail_in_another_way() {
    var random = new Random(42);
    var signs = "{}[]\":,0123456789.href=ab/_-\n Versionalpine";
    for (int i = 0; i < 300; i++) {
      var text = new StringBuilder();
      for (int n = random.nextInt(300); n > 0; n--) {
        text.append(signs.charAt(random.nextInt(signs.length())));
      }
      for (var template : BuiltIn.all()) {
        Finder.of(template)
            .ifPresent(finder -> {
              try {
                assertThat(finder.read(text.toString()).image()).isNotNull();
              } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).isNotBlank();
              }
            });
      }
    }
  }
}
