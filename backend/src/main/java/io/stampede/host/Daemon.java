package io.stampede.host;

import java.util.Optional;

/// What one question told of a daemon of the host: Docker, or libvirt.
public sealed interface Daemon {
  /// @param things how many containers or machines it has, whosever they are
  record Answers(String version, int things) implements Daemon {}

  /// None is installed: nothing is wrong.
  record Absent() implements Daemon {}

  /// @param why as in `permission denied`
  record Silent(String why) implements Daemon {}

  Daemon ABSENT = new Absent();

  default Optional<String> answered() {
    return this instanceof Answers(var version, var _) ? Optional.of(version) : Optional.empty();
  }

  default int count() {
    return this instanceof Answers(var _, var things) ? things : 0;
  }
}
