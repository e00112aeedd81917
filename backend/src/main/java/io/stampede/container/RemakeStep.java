package io.stampede.container;

import io.stampede.engine.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The moves by which a container is made anew, and the former one brought back where the new one
/// does not come up. Each names the Docker container that it moves, for there are two of one name.
public sealed interface RemakeStep extends ContainerStep {
  @Override
  default Phase phase() {
    return Phase.UPDATING;
  }

  /// The new one is made beside the one that runs: what Docker refuses of it costs nothing.
  ///
  /// @param former the Docker id of the one whose anonymous volumes it takes over
  record Prepare(ContainerSpec spec, Optional<String> former) implements RemakeStep {
    @Override
    public String title() {
      var changes = spec.life().changes();
      return "make %s anew%s"
          .formatted(spec.name(), changes.isEmpty() ? "" : ": " + String.join("; ", changes));
    }

    @Override
    public List<String> calls() {
      return List.of(
          "POST /containers/create?name=%s {image: %s}"
              .formatted(ContainerPart.Role.NEXT.named(spec.name()), spec.image()));
    }
  }

  /// It stops, and Docker does not start it again by itself.
  ///
  /// @param fast whether it is not asked
  record Rest(ContainerName name, String dockerId, String dockerName, boolean fast)
      implements RemakeStep {
    @Override
    public String title() {
      return "stop " + dockerName;
    }

    @Override
    public List<String> calls() {
      return List.of(
          "POST /containers/%s/update {RestartPolicy: no}".formatted(dockerName),
          "POST /containers/%s/%s".formatted(dockerName, fast ? "kill" : "stop"));
    }
  }

  record Rename(ContainerName name, String dockerId, String from, String to) implements RemakeStep {
    @Override
    public String title() {
      return "rename %s to %s".formatted(from, to);
    }

    @Override
    public List<String> calls() {
      return List.of("POST /containers/%s/rename?name=%s".formatted(from, to));
    }
  }

  /// Starts the new one. Where Docker refuses, it is renamed as one that failed: so that is known
  /// from then on.
  ///
  /// @param after as in [ContainerStep.Start]
  record TryStart(ContainerName name, String dockerId, Optional<Instant> after)
      implements RemakeStep {
    @Override
    public String title() {
      return "start the new " + name;
    }

    @Override
    public List<String> calls() {
      return List.of("POST /containers/%s/start".formatted(name));
    }
  }

  /// Starts the former one that was brought back.
  record StartBack(ContainerName name, String dockerId, Optional<Instant> after)
      implements RemakeStep {
    @Override
    public String title() {
      return "start the former " + name;
    }

    @Override
    public List<String> calls() {
      return List.of("POST /containers/%s/start".formatted(name));
    }
  }

  /// With the anonymous volumes that no other has taken over.
  record Drop(ContainerName name, String dockerId, String dockerName) implements RemakeStep {
    @Override
    public String title() {
      return "remove " + dockerName;
    }

    @Override
    public boolean destroys() {
      return true;
    }

    @Override
    public List<String> calls() {
      return List.of("DELETE /containers/%s?v=true".formatted(dockerName));
    }
  }
}
