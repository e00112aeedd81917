package io.stampede.component;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/// The components that a console has, at most one of a name.
public record Components(List<Component> all) {
  /// For hosts of every kind.
  public static final String NET = "net";

  /// For hosts without a libvirt of their own.
  public static final String LIBVIRT = "libvirt";

  public Components {
    all = List.copyOf(all);
    if (all.stream().map(Component::name).distinct().count() != all.size()) {
      throw new IllegalArgumentException("two components of one name: " + all);
    }
  }

  /// No images: hosts get nothing.
  public static Components none() {
    return new Components(List.of());
  }

  /// Those that are installed with this console: in the folder that `STAMPEDE_COMPONENTS` names,
  /// else where the launcher builds them, `stampede/components` in the user's cache.
  ///
  /// @throws IOException when there is one that cannot be read
  public static Components installed() throws IOException {
    var named = System.getenv("STAMPEDE_COMPONENTS");
    if (named != null && !named.isEmpty()) return in(Path.of(named));
    var cache = System.getenv("XDG_CACHE_HOME");
    var home = Path.of(System.getProperty("user.home", "/"));
    return in(
        (cache == null || cache.isEmpty() ? home.resolve(".cache") : Path.of(cache))
            .resolve("stampede/components"));
  }

  /// Those of a folder: of each a description `NAME.properties` and its archive `NAME.tar.gz`. A
  /// folder that is not there holds none.
  public static Components in(Path folder) throws IOException {
    var found = new java.util.ArrayList<Component>();
    for (var name : List.of(NET, LIBVIRT)) {
      var description = folder.resolve(name + ".properties");
      if (Files.exists(description)) found.add(read(description, name));
    }
    return new Components(found);
  }

  private static Component read(Path description, String name) throws IOException {
    var says = new Properties();
    try (var reader = Files.newBufferedReader(description)) {
      says.load(reader);
    }
    var archive = description.resolveSibling(name + ".tar.gz");
    try {
      var component =
          new Component(
              name,
              says.getProperty("version", ""),
              says.getProperty("sha256", ""),
              Long.parseLong(says.getProperty("bytes", "")),
              Long.parseLong(says.getProperty("unpackedBytes", "")),
              archive);
      if (Files.size(archive) == component.bytes()) return component;
      throw new IOException(archive + " is not as long as " + description + " says");
    } catch (IllegalArgumentException e) {
      throw new IOException(description + ": " + e.getMessage(), e);
    }
  }

  public Optional<Component> find(String name) {
    return all.stream().filter(c -> c.name().equals(name)).findFirst();
  }

  /// Those that a host should have.
  ///
  /// @param ownLibvirt whether it has a libvirt that is not ours
  public Stream<Component> wantedBy(boolean ownLibvirt) {
    return all.stream().filter(c -> !(ownLibvirt && c.name().equals(LIBVIRT)));
  }
}
