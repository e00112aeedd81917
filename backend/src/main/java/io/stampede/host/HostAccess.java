package io.stampede.host;

import io.stampede.component.Component;
import io.stampede.engine.Outcome;
import io.stampede.engine.Sight;
import io.stampede.ssh.Endpoint;
import io.stampede.ssh.HostKey;
import io.stampede.ssh.SshFailure;
import io.stampede.ssh.Terminal;

/// What the host kind asks of a host. None of the calls waits for ever.
public interface HostAccess {
  /// Learns which key a host presents; sends no credential.
  HostKey hostKey(Endpoint endpoint) throws SshFailure;

  /// Connects and logs in once, and hangs up.
  void tryOut(HostSpec spec) throws SshFailure;

  /// Surveys a host over its kept connection, which is opened when there is none.
  Sight<HostFacts> survey(String id, HostSpec spec);

  /// Puts our mark on the host where it has none.
  Outcome claim(String id, HostSpec spec);

  /// Starts a host anew that still runs in this boot, and waits until it goes.
  Outcome reboot(String id, HostSpec spec, String boot);

  /// Makes sure that the host's Docker has the image of a component; may take minutes.
  Outcome load(String id, HostSpec spec, Component component);

  /// Makes sure that a component runs, in this version.
  Outcome start(String id, HostSpec spec, Component component);

  /// Whether a jump before a host still takes the key that was made for it, when the host itself
  /// does not any more.
  default boolean keyIsLeft(HostSpec spec) throws SshFailure {
    return false;
  }

  /// Takes everything of ours from the host, and our mark last; then its own key, there and on the
  /// jumps before it.
  Outcome release(String id, HostSpec spec);

  /// A login shell of the user that the console logs in as.
  Terminal terminal(String id, HostSpec spec) throws SshFailure;

  /// Gives the kept connection up.
  void close(String id);
}
