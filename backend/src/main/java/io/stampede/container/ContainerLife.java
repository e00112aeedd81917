package io.stampede.container;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What became of a container's wishes since it was made: set by updates and actions.
///
/// @param number how often it was to be made anew; a container's label says as which one it was
///   made, so that neither a restart of the console nor another version of it makes one anew
/// @param changes what that changes, in words
/// @param still whether its processes are to stand still; empty where nobody asked, and then it
///   stays as it is
/// @param formerNames what it was called before; one that is still called so is renamed, and one
///   that somebody else renamed is not
public record ContainerLife(
    OptionalInt number,
    List<String> changes,
    Optional<Still> still,
    List<ContainerName> formerNames) {
  /// What is to become of its processes.
  public enum Still {
    PAUSED,
    GOING
  }

  static final ContainerLife NEW =
      new ContainerLife(OptionalInt.empty(), List.of(), Optional.empty(), List.of());

  private static final int MOST_NAMES = 8;

  public ContainerLife {
    changes = List.copyOf(changes);
    formerNames = List.copyOf(formerNames);
  }

  int edition() {
    return number.orElse(0);
  }

  /// Made anew.
  ///
  /// @param why what is different then
  ContainerLife anew(List<String> why) {
    return new ContainerLife(OptionalInt.of(edition() + 1), why, still, formerNames);
  }

  ContainerLife still(Optional<Still> next) {
    return new ContainerLife(number, changes, next, formerNames);
  }

  ContainerLife calledBefore(ContainerName name) {
    var names = new ArrayList<>(formerNames);
    names.remove(name);
    names.add(name);
    while (names.size() > MOST_NAMES) names.removeFirst();
    return new ContainerLife(number, changes, still, names);
  }
}
