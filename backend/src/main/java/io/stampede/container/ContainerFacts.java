package io.stampede.container;

import io.stampede.network.Pending;
import io.stampede.schema.Field;
import io.stampede.schema.Inline;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What Docker shows of a container, or of the place where it is to be.
///
/// @param dockerId empty when there is none yet
/// @param startedAt when its last run began: the run's identity; empty when it never ran
/// @param policy the restart policy that it has now
/// @param limits that it is kept within now
/// @param imagePresent whether the host has its image
/// @param nameHolder the Docker id of a foreign container that has its name
/// @param pending why it cannot be plugged into its managed networks yet
/// @param dockerName what Docker calls it
/// @param parts all of its containers, where it was to be made anew; else empty
public record ContainerFacts(
    @Field(label = "Docker id", more = true) Optional<String> dockerId,
    @Field(label = "Image id", more = true) Optional<String> imageId,
    @Field(label = "In Docker", help = "Docker's own word for its state.", more = true)
        State docker,
    @Field(label = "Exit code", help = "Of its last run.") OptionalInt exitCode,
    @Field(label = "Started") Optional<Instant> startedAt,
    @Field(label = "Ended", more = true) Optional<Instant> finishedAt,
    @Field(label = "Docker says", help = "Why it could not be started.", more = true)
        Optional<String> error,
    @Field(label = "IP address", help = "As Docker has it.") Optional<String> ipAddress,
    @Field(label = "Ports") List<String> ports,
    @Field(label = "Health", more = true) Optional<String> health,
    RestartPolicy policy,
    @Inline Limits limits,
    boolean imagePresent,
    Optional<String> nameHolder,
    @Field(label = "Plugged into", help = "Docker networks.", more = true) List<String> attached,
    Optional<Pending> pending,
    @Field(label = "Exposed ports", help = "That its image says it listens on.", more = true)
        List<String> exposed,
    Optional<String> dockerName,
    List<ContainerPart> parts) {
  /// Docker's states.
  public enum State {
    NONE,
    CREATED,
    RUNNING,
    PAUSED,
    RESTARTING,
    REMOVING,
    EXITED,
    DEAD;

    /// Whether there is a process, or will be without being asked for.
    boolean isOn() {
      return switch (this) {
        case RUNNING, PAUSED, RESTARTING -> true;
        case NONE, CREATED, REMOVING, EXITED, DEAD -> false;
      };
    }
  }

  /// One of which Docker has no other.
  public ContainerFacts(
      Optional<String> dockerId,
      Optional<String> imageId,
      State docker,
      OptionalInt exitCode,
      Optional<Instant> startedAt,
      Optional<Instant> finishedAt,
      Optional<String> error,
      Optional<String> ipAddress,
      List<String> ports,
      Optional<String> health,
      RestartPolicy policy,
      Limits limits,
      boolean imagePresent,
      Optional<String> nameHolder,
      List<String> attached,
      Optional<Pending> pending,
      List<String> exposed) {
    this(
        dockerId,
        imageId,
        docker,
        exitCode,
        startedAt,
        finishedAt,
        error,
        ipAddress,
        ports,
        health,
        policy,
        limits,
        imagePresent,
        nameHolder,
        attached,
        pending,
        exposed,
        Optional.empty(),
        List.of());
  }

  public ContainerFacts {
    ports = List.copyOf(ports);
    attached = List.copyOf(attached);
    exposed = List.copyOf(exposed);
    parts = List.copyOf(parts);
  }

  ContainerFacts with(Optional<Pending> next) {
    return with(next, imagePresent, dockerName, parts);
  }

  /// @param image whether the host has the image that it is to be made anew of
  public ContainerFacts with(boolean image, List<ContainerPart> all) {
    return with(pending, image, dockerName, all);
  }

  /// As Docker calls it.
  public ContainerFacts named(String name) {
    return with(pending, imagePresent, Optional.of(name), parts);
  }

  private ContainerFacts with(
      Optional<Pending> next, boolean image, Optional<String> name, List<ContainerPart> all) {
    return new ContainerFacts(
        dockerId,
        imageId,
        docker,
        exitCode,
        startedAt,
        finishedAt,
        error,
        ipAddress,
        ports,
        health,
        policy,
        limits,
        image,
        nameHolder,
        attached,
        next,
        exposed,
        name,
        all);
  }

  /// There is no container yet.
  ///
  /// @param nameHolder see above
  public static ContainerFacts none(boolean imagePresent, Optional<String> nameHolder) {
    return new ContainerFacts(
        Optional.empty(),
        Optional.empty(),
        State.NONE,
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        RestartPolicy.NO,
        Limits.NONE,
        imagePresent,
        nameHolder,
        List.of(),
        Optional.empty(),
        List.of());
  }
}
