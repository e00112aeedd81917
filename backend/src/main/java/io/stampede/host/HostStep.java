package io.stampede.host;

import io.stampede.component.Component;
import io.stampede.engine.Phase;
import io.stampede.engine.Step;
import java.util.List;

/// The moves there are on a host itself.
public sealed interface HostStep extends Step {
  /// Makes our folder on the host, with a file that says whose it is.
  record Claim(String host) implements HostStep {
    @Override
    public String title() {
      return "mark %s as managed by this console".formatted(host);
    }

    @Override
    public Phase phase() {
      return Phase.CREATING;
    }

    @Override
    public List<String> calls() {
      return List.of("mkdir -p /var/lib/stampede", "write /var/lib/stampede/owner");
    }
  }

  /// Starts the host anew, when it still runs in the boot that is to end.
  record Restart(String host, String boot) implements HostStep {
    @Override
    public String title() {
      return "reboot " + host;
    }

    @Override
    public Phase phase() {
      return Phase.REBOOTING;
    }

    @Override
    public boolean destroys() {
      return true;
    }

    @Override
    public List<String> calls() {
      return List.of("systemctl reboot");
    }
  }

  /// Brings a component's image to the host's Docker: no registry is asked.
  record LoadComponent(String host, Component component) implements HostStep {
    @Override
    public String title() {
      return "bring %s to %s (%d MiB)"
          .formatted(component.container(), host, component.mebibytes());
    }

    @Override
    public Phase phase() {
      return Phase.CREATING;
    }

    @Override
    public List<String> calls() {
      var part = "/var/lib/stampede/components/%s-%s.part";
      var file = part.formatted(component.name(), component.version());
      return List.of("write " + file, "docker load -i " + file, "rm " + file);
    }
  }

  /// Starts a component, or puts this version in the place of another.
  record StartComponent(String host, Component component, boolean upgrades) implements HostStep {
    @Override
    public String title() {
      return "%s %s on %s".formatted(upgrades ? "upgrade" : "start", component.container(), host);
    }

    @Override
    public Phase phase() {
      return upgrades ? Phase.UPDATING : Phase.STARTING;
    }

    @Override
    public List<String> calls() {
      var run = "docker run -d --name %s --restart always --network host … %s";
      var start = run.formatted(component.container(), component.image());
      return upgrades ? List.of("docker rm -f " + component.container(), start) : List.of(start);
    }
  }

  /// Takes our containers, images, folders, rules and links away, and puts back what was changed.
  record Release(String host) implements HostStep {
    @Override
    public String title() {
      return "leave no trace on " + host;
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
      return List.of(
          "docker rm -f stampede-net stampede-libvirt",
          "docker run --rm --network host … stampede-net clean",
          "docker image rm stampede-net:… stampede-libvirt:…",
          "rm -r /var/lib/stampede/{net,metadata,libvirt,components,images,before}",
          "rm /var/lib/stampede/owner",
          "rmdir /var/lib/stampede");
    }
  }
}
