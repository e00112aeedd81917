package io.stampede.container;

import io.stampede.container.ContainerFacts.State;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// One of the Docker containers that belong to a container while it is made anew, and of what is
/// left of that.
///
/// @param dockerName tells its part: see [Role]
/// @param edition as which one it was made, by its label
/// @param created when it was made
/// @param error why Docker could not start it
public record ContainerPart(
    String dockerId,
    String dockerName,
    int edition,
    State docker,
    Optional<Instant> created,
    Optional<Instant> startedAt,
    OptionalInt exitCode,
    Optional<String> health,
    Optional<String> error,
    RestartPolicy policy) {
  /// What a container is for, as its name says: its labels cannot change. So what was decided
  /// stands on the host, and a console that starts anew goes on from there.
  enum Role {
    /// Has the name that was asked for, or one that somebody gave it.
    CURRENT(""),
    /// Steps back for a new one, until that has come up.
    FORMER(".former"),
    /// Made, and not yet in its place.
    NEXT(".next"),
    /// Did not come up; it is kept for its log until there is another one.
    FAILED(".failed");

    private final String ending;

    Role(String ending) {
      this.ending = ending;
    }

    String named(ContainerName name) {
      return name + ending;
    }
  }

  Role role(ContainerName name) {
    if (dockerName.equals(name.value())) return Role.CURRENT;
    for (var role : Role.values()) {
      if (role != Role.CURRENT && dockerName.endsWith(role.ending)) return role;
    }
    return Role.CURRENT;
  }

  /// Whether there is a process, or will be without being asked for.
  boolean isOn() {
    return docker.isOn();
  }

  /// Whether neither we nor Docker would start it.
  boolean rests() {
    return !isOn() && policy == RestartPolicy.NO;
  }

  /// The one that is shown, and that actions mean: that in its place, or who was last there.
  public static Optional<ContainerPart> shown(List<ContainerPart> parts, ContainerName name) {
    return parts.stream()
        .min(
            Comparator.comparing((ContainerPart p) -> p.role(name))
                .thenComparing(ContainerPart::edition, Comparator.reverseOrder())
                .thenComparing(ContainerPart::dockerId));
  }
}
