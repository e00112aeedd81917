package io.stampede.desktop;

import java.nio.file.Path;
import java.util.List;

/// What the desktop console is started with.
///
/// @param data the folder that holds its database, keys and images
/// @param demo whether hosts are emulated
record Arguments(Path data, boolean demo) {
  static final String USAGE =
      """
      Usage: desktop [--data DIR] [--demo]
        --data DIR  where everything is kept (usual: ~/.local/share/stampede)
        --demo      with emulated hosts
      """;

  /// @throws IllegalArgumentException with words for the person who typed them
  static Arguments of(List<String> words, Path home) {
    var data = home.resolve(".local/share/stampede");
    boolean demo = false;
    for (var i = words.iterator(); i.hasNext(); ) {
      switch (i.next()) {
        case "--demo" -> demo = true;
        case "--data" -> {
          if (!i.hasNext()) throw new IllegalArgumentException("--data needs a folder");
          data = Path.of(i.next());
        }
        case String other -> throw new IllegalArgumentException("there is no option " + other);
      }
    }
    return new Arguments(data, demo);
  }
}
