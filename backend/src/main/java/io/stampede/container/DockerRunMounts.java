package io.stampede.container;

import io.stampede.container.DockerRun.Reading;
import java.util.ArrayList;
import java.util.List;

/// What `--mount` says: `type=bind,source=/srv,target=/data,readonly`.
final class DockerRunMounts {
  private String type = "volume";
  private String source = "";
  private String target = "";
  private final List<String> options = new ArrayList<>();
  private final List<String> memory = new ArrayList<>();
  private final List<String> unknown = new ArrayList<>();

  private DockerRunMounts() {}

  static void read(Reading run, String flag, String value) {
    var mount = new DockerRunMounts();
    for (var part : value.split(",", -1)) mount.part(part);
    mount.unknown.forEach(part -> run.note("%s: there is no field for %s".formatted(flag, part)));
    switch (mount.type) {
      case "bind", "volume" -> run.more(flag, "volumes", mount.volume(), Mount::new);
      case "tmpfs" -> run.more(flag, "tmpfs", mount.tmpfs(), Tmpfs::new);
      default -> run.note("%s: there is nothing for type %s".formatted(flag, mount.type));
    }
  }

  private void part(String part) {
    int at = part.indexOf('=');
    var value = part.substring(at + 1);
    boolean yes = at < 0 || value.equals("true") || value.equals("1");
    switch (at < 0 ? part : part.substring(0, at)) {
      case "type" -> type = value;
      case "source", "src" -> source = value;
      case "target", "destination", "dst" -> target = value;
      case "readonly", "ro" -> {
        if (yes) options.add("ro");
      }
      case "volume-nocopy" -> {
        if (yes) options.add("nocopy");
      }
      case "bind-propagation" -> options.add(value);
      case "tmpfs-size" -> memory.add("size=" + value);
      case "tmpfs-mode" -> memory.add("mode=" + value);
      case "consistency" -> {}
      default -> unknown.add(part);
    }
  }

  private String volume() {
    var from = source.isEmpty() ? "" : source + ":";
    return from + target + (options.isEmpty() ? "" : ":" + String.join(",", options));
  }

  private String tmpfs() {
    return target + (memory.isEmpty() ? "" : ":" + String.join(",", memory));
  }
}
