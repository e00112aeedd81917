package io.stampede.template;

import io.stampede.image.Checksum;
import io.stampede.image.ImageUrl;
import io.stampede.image.SumsFile;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Where a template's newest image is. Reads what a publisher's server said; fetches nothing
/// itself. Everything that it throws is an [IllegalArgumentException] that says what is wrong with
/// that text.
sealed interface Finder {
  JsonMapper JSON = JsonMapper.builder().build();
  String ARCHITECTURE = "x86_64";

  /// What is fetched and given to [#read].
  ImageUrl index();

  Release read(String text);

  /// The same address always; its list of checksums tells one release from the next.
  record Fixed(ImageUrl image, ImageUrl index) implements Finder {
    @Override
    public Release read(String text) {
      var sum =
          SumsFile.find(text, image.fileName())
              .orElseThrow(
                  () -> new IllegalArgumentException("it has no checksum of " + image.fileName()));
      return new Release(Optional.empty(), image, Optional.of(sum), Optional.empty());
    }
  }

  /// A text that holds the version, as `version.txt`; the first match counts.
  record Text(ImageUrl index, FindPattern pattern, UrlPattern image, Optional<UrlPattern> sums)
      implements Finder {
    @Override
    public Release read(String text) {
      var found = pattern.find(text).stream().findFirst().orElseThrow(Finder::nothing);
      return release(found, image, sums);
    }
  }

  /// A folder's page, in which the highest version counts.
  record Listing(ImageUrl index, FindPattern pattern, UrlPattern image, Optional<UrlPattern> sums)
      implements Finder {
    @Override
    public Release read(String text) {
      var found =
          pattern.find(text).stream()
              .max(Comparator.comparing(f -> Version.of(f.getOrDefault("version", ""))))
              .orElseThrow(Finder::nothing);
      return release(found, image, sums);
    }
  }

  /// Metadata of a stream of Fedora CoreOS.
  ///
  /// @param artifact platform and format, as `openstack/qcow2.xz`
  record CoreosStream(ImageUrl index, String artifact) implements Finder {
    @Override
    public Release read(String text) {
      int slash = artifact.indexOf('/');
      var platform =
          json(text)
              .path("architectures")
              .path(ARCHITECTURE)
              .path("artifacts")
              .path(artifact.substring(0, Math.max(0, slash)));
      var disk = platform.path("formats").path(artifact.substring(slash + 1)).path("disk");
      return release(string(platform, "release"), disk, "location");
    }
  }

  /// Fedora's list of all its releases.
  record FedoraReleases(ImageUrl index, FindPattern pattern) implements Finder {
    @Override
    public Release read(String text) {
      JsonNode newest = null;
      for (var entry : json(text)) {
        boolean ours =
            entry.path("arch").asString("").equals(ARCHITECTURE)
                && entry.path("version").asString("").matches("[0-9]{1,4}")
                && !pattern.find(entry.path("link").asString("")).isEmpty();
        if (ours && (newest == null || version(entry) > version(newest))) newest = entry;
      }
      if (newest == null) throw nothing();
      return release(string(newest, "version"), newest, "link");
    }

    private static int version(JsonNode entry) {
      return Integer.parseInt(entry.path("version").asString("0"));
    }
  }

  /// Empty for a template without an image.
  ///
  /// @throws IllegalArgumentException when something that it needs was not given, beginning with
  ///   the field's name
  static Optional<Finder> of(TemplateSpec spec) {
    return switch (spec.finder()) {
      case NONE -> Optional.empty();
      case FIXED ->
          Optional.of(
              new Fixed(
                  needed(spec.image(), "image").filled(Map.of()),
                  sums(needed(spec.checksums(), "checksums"), spec)));
      case TEXT ->
          Optional.of(
              new Text(
                  needed(spec.index(), "index"),
                  needed(spec.pattern(), "pattern"),
                  needed(spec.image(), "image"),
                  spec.checksums()));
      case LISTING ->
          Optional.of(
              new Listing(
                  needed(spec.index(), "index"),
                  needed(spec.pattern(), "pattern"),
                  needed(spec.image(), "image"),
                  spec.checksums()));
      case COREOS_STREAM ->
          Optional.of(
              new CoreosStream(needed(spec.index(), "index"), needed(spec.artifact(), "artifact")));
      case FEDORA_RELEASES ->
          Optional.of(
              new FedoraReleases(needed(spec.index(), "index"), needed(spec.pattern(), "pattern")));
    };
  }

  private static ImageUrl sums(UrlPattern sums, TemplateSpec spec) {
    return sums.filled(Map.of("image", needed(spec.image(), "image").value()));
  }

  private static <T> T needed(Optional<T> part, String field) {
    return part.orElseThrow(() -> new IllegalArgumentException(field + " is required"));
  }

  private static Release release(
      Map<String, String> found, UrlPattern image, Optional<UrlPattern> sums) {
    var url = image.filled(found);
    var all = new HashMap<>(found);
    all.put("image", url.value());
    return new Release(
        Optional.of(Version.plain(found.getOrDefault("version", ""))),
        url,
        Optional.empty(),
        sums.map(pattern -> pattern.filled(all)));
  }

  private static Release release(String version, JsonNode artifact, String address) {
    return new Release(
        Optional.of(Version.plain(version)),
        new ImageUrl(string(artifact, address)),
        Optional.of(new Checksum(string(artifact, "sha256"))),
        Optional.empty());
  }

  private static String string(JsonNode node, String name) {
    var text = node.path(name).asString("");
    if (text.isEmpty()) throw new IllegalArgumentException("it has no “" + name + "”");
    return text;
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("it is not JSON", e);
    }
  }

  private static IllegalArgumentException nothing() {
    return new IllegalArgumentException("it has nothing that matches");
  }
}
