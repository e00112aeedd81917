package io.stampede.host;

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

  /// Takes our file and our empty folders away; a folder that holds something stays.
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
      return List.of("rm /var/lib/stampede/owner", "rmdir /var/lib/stampede");
    }
  }
}
