package io.stampede.host;

import io.stampede.ssh.Credential;
import io.stampede.ssh.HostKeyPolicy;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// What a person gave to log in with, and to know a host by, as SSH wants it.
public final class Logins {
  private Logins() {}

  /// @throws IllegalArgumentException where nothing was given
  public static Credential credential(
      Optional<String> privateKey,
      Optional<String> passphrase,
      Optional<String> certificate,
      boolean agent) {
    if (privateKey.isPresent()) {
      return new Credential.PrivateKey(privateKey.get(), passphrase);
    }
    if (!agent) throw new IllegalArgumentException("there is nothing to log in with");
    return new Credential.Agent(agentSocket());
  }

  /// Where the environment says it is; ssh-exec tells when there is none.
  private static Path agentSocket() {
    var socket = System.getenv("SSH_AUTH_SOCK");
    return Path.of(socket == null || socket.isEmpty() ? "/run/ssh-agent.socket" : socket);
  }

  /// @throws IllegalArgumentException where nobody confirmed a key
  public static HostKeyPolicy hostKeys(
      Optional<Fingerprint> confirmed, Optional<PublicKeyLine> authority) {
    return confirmed
        .map(key -> (HostKeyPolicy) new HostKeyPolicy.Pinned(Set.of(key.value())))
        .orElseThrow(() -> new IllegalArgumentException("its host key is not confirmed"));
  }
}
