package io.stampede.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stampede.component.Component;
import io.stampede.component.Components;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The same components under another version: as after a change of their contents.
final class OtherVersion {
  private static final String SCRIPT =
      """
      set -e
      cd "$1"
      mkdir "$3" && cd "$3"
      tar -xzf "$2"
      sed -i "s/$4/$5/g" config.json manifest.json
      tar -cf - config.json layer/layer.tar manifest.json | gzip -1 > "../$3-$5.tar.gz"
      cd .. && rm -r "$3"
      sha256sum "$3-$5.tar.gz" | cut -d' ' -f1
      """;

  private OtherVersion() {}

  static Components of(Components components, Path folder) throws Exception {
    var all = new java.util.ArrayList<Component>();
    for (var component : components.all()) all.add(of(component, folder));
    return new Components(all);
  }

  private static Component of(Component is, Path folder) throws Exception {
    var version = new StringBuilder(is.version()).reverse().toString();
    var process =
        new ProcessBuilder(
                "sh",
                "-c",
                SCRIPT,
                "sh",
                folder.toString(),
                is.archive().toString(),
                is.name(),
                is.version(),
                version)
            .redirectErrorStream(true)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    if (process.waitFor() != 0) throw new IOException(said);
    var archive = folder.resolve(is.name() + "-" + version + ".tar.gz");
    return new Component(
        is.name(), version, said, Files.size(archive), is.unpackedBytes(), archive);
  }
}
