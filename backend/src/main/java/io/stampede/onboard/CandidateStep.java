package io.stampede.onboard;

import io.stampede.engine.Phase;
import io.stampede.engine.Step;
import java.util.List;

/// The moves there are on the way from a candidate to a host.
public sealed interface CandidateStep extends Step {
  /// Puts one thing right that a person asked to be.
  record Mend(String host, String check, String what, List<String> calls) implements CandidateStep {
    public Mend {
      calls = List.copyOf(calls);
    }

    @Override
    public String title() {
      return "%s on %s".formatted(what, host);
    }

    @Override
    public Phase phase() {
      return Phase.UPDATING;
    }
  }

  /// Lets the user log in with the key that was made for this host, and forgets the password.
  record InstallKey(String host, String user) implements CandidateStep {
    @Override
    public String title() {
      return "let %s log in on %s with a key of its own".formatted(user, host);
    }

    @Override
    public Phase phase() {
      return Phase.CREATING;
    }

    @Override
    public List<String> calls() {
      return List.of(
          "add one line to ~%s/.ssh/authorized_keys".formatted(user), "forget the password");
    }
  }

  /// Makes it a host, which takes the listed changes from there.
  record Add(String host, List<String> calls) implements CandidateStep {
    public Add {
      calls = List.copyOf(calls);
    }

    @Override
    public String title() {
      return "add %s to the hosts".formatted(host);
    }

    @Override
    public Phase phase() {
      return Phase.CREATING;
    }
  }

  /// Takes a candidate off the list that has long been a host; the host stays.
  record Retire(String host) implements CandidateStep {
    @Override
    public String title() {
      return "take %s off the list of hosts to add".formatted(host);
    }

    @Override
    public Phase phase() {
      return Phase.REMOVING;
    }
  }

  /// Takes the key back that was installed for a host that nobody wants any more.
  record TakeKeyBack(String host, String user) implements CandidateStep {
    @Override
    public String title() {
      return "take the key of %s back from %s".formatted(user, host);
    }

    @Override
    public Phase phase() {
      return Phase.REMOVING;
    }

    @Override
    public List<String> calls() {
      return List.of("take one line out of ~%s/.ssh/authorized_keys".formatted(user));
    }
  }
}
