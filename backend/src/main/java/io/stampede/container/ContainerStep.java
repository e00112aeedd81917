package io.stampede.container;

import io.stampede.engine.Phase;
import io.stampede.engine.Step;
import io.stampede.network.Nic;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The moves there are on a container.
public sealed interface ContainerStep extends Step
    permits ContainerStep.PullImage,
        ContainerStep.Create,
        ContainerStep.Connect,
        ContainerStep.Start,
        ContainerStep.Stop,
        ContainerStep.Kill,
        ContainerStep.Unpause,
        ContainerStep.Pause,
        ContainerStep.Resume,
        ContainerStep.SetPolicy,
        ContainerStep.SetLimits,
        ContainerStep.Remove,
        RemakeStep {
  record PullImage(ImageRef image) implements ContainerStep {
    @Override
    public String title() {
      return "pull " + image;
    }

    @Override
    public Phase phase() {
      return Phase.CREATING;
    }

    @Override
    public List<String> calls() {
      return List.of("POST /images/create?fromImage=" + image.tagged());
    }
  }

  record Create(ContainerSpec spec) implements ContainerStep {
    @Override
    public String title() {
      return "create " + spec.name();
    }

    @Override
    public Phase phase() {
      return Phase.CREATING;
    }

    @Override
    public List<String> calls() {
      return List.of(
          "POST /containers/create?name=%s {image: %s, network: %s, restart: %s}"
              .formatted(
                  spec.name(),
                  spec.image(),
                  plugged(spec, spec.nics().getFirst()),
                  spec.restartPolicy().word()));
    }
  }

  private static String plugged(ContainerSpec spec, Nic nic) {
    var network = spec.dockerNetwork(nic);
    return nic.asManaged()
        .flatMap(m -> spec.card(m.network()))
        .map(card -> network + " " + card.address())
        .orElse(network);
  }

  /// Plugs it into one more network.
  record Connect(ContainerSpec spec, Nic nic) implements ContainerStep {
    @Override
    public String title() {
      return "plug %s into %s".formatted(spec.name(), nic);
    }

    @Override
    public Phase phase() {
      return Phase.CREATING;
    }

    @Override
    public List<String> calls() {
      return List.of(
          "POST /networks/%s/connect {container: %s, address: %s}"
              .formatted(spec.dockerNetwork(nic), spec.name(), plugged(spec, nic)));
    }
  }

  /// @param after the run that has ended or is to end; a container that shows a later run has been
  ///   started already
  record Start(ContainerName name, Optional<Instant> after) implements ContainerStep {
    @Override
    public String title() {
      return "start " + name;
    }

    @Override
    public Phase phase() {
      return Phase.STARTING;
    }

    @Override
    public List<String> calls() {
      return List.of("POST /containers/%s/start".formatted(name));
    }
  }

  /// @param run when given, only this run is to end, as in a restart
  record Stop(ContainerName name, Optional<Instant> run) implements ContainerStep {
    @Override
    public String title() {
      return "stop " + name;
    }

    @Override
    public Phase phase() {
      return Phase.STOPPING;
    }

    @Override
    public List<String> calls() {
      return List.of("POST /containers/%s/stop".formatted(name));
    }
  }

  record Kill(ContainerName name) implements ContainerStep {
    @Override
    public String title() {
      return "kill " + name;
    }

    @Override
    public Phase phase() {
      return Phase.STOPPING;
    }

    @Override
    public List<String> calls() {
      return List.of("POST /containers/%s/kill".formatted(name));
    }
  }

  /// What is paused can be neither stopped nor killed.
  record Unpause(ContainerName name) implements ContainerStep {
    @Override
    public String title() {
      return "unpause " + name;
    }

    @Override
    public Phase phase() {
      return Phase.STOPPING;
    }

    @Override
    public List<String> calls() {
      return List.of("POST /containers/%s/unpause".formatted(name));
    }
  }

  record Pause(ContainerName name) implements ContainerStep {
    @Override
    public String title() {
      return "pause " + name;
    }

    @Override
    public Phase phase() {
      return Phase.UPDATING;
    }

    @Override
    public List<String> calls() {
      return List.of("POST /containers/%s/pause".formatted(name));
    }
  }

  /// Lets one that was paused go on.
  record Resume(ContainerName name) implements ContainerStep {
    @Override
    public String title() {
      return "resume " + name;
    }

    @Override
    public Phase phase() {
      return Phase.UPDATING;
    }

    @Override
    public List<String> calls() {
      return List.of("POST /containers/%s/unpause".formatted(name));
    }
  }

  record SetPolicy(ContainerName name, RestartPolicy policy) implements ContainerStep {
    @Override
    public String title() {
      return "set the restart policy of %s to %s".formatted(name, policy.word());
    }

    @Override
    public Phase phase() {
      return Phase.UPDATING;
    }

    @Override
    public List<String> calls() {
      return List.of(
          "POST /containers/%s/update {RestartPolicy: %s}".formatted(name, policy.word()));
    }
  }

  /// Its swap is limited to as much again as its memory, which is what Docker gives a new one.
  record SetLimits(ContainerName name, Limits limits) implements ContainerStep {
    @Override
    public String title() {
      return "limit %s to %s".formatted(name, limits.words());
    }

    @Override
    public Phase phase() {
      return Phase.UPDATING;
    }

    @Override
    public List<String> calls() {
      return List.of("POST /containers/%s/update {%s}".formatted(name, limits.words()));
    }
  }

  /// With the anonymous volumes that Docker made for it; named ones stay.
  record Remove(ContainerName name) implements ContainerStep {
    @Override
    public String title() {
      return "remove " + name;
    }

    @Override
    public Phase phase() {
      return Phase.REMOVING;
    }

    @Override
    public boolean destroys() {
      return true;
    }

    @Override
    public List<String> calls() {
      return List.of("DELETE /containers/%s?v=true".formatted(name));
    }
  }
}
