package io.stampede.host;

import io.stampede.ssh.AuthorityKey;
import io.stampede.ssh.Credential;
import io.stampede.ssh.HostKeyPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a person gave to log in with, and to know a host by, as SSH wants it.
final class Logins {
  private Logins() {}

  /// @throws IllegalArgumentException where nothing was given
  static Credential credential(Access access) {
    if (access.privateKey().isPresent()) {
      return new Credential.PrivateKey(
          access.privateKey().get(), access.passphrase(), access.certificate());
    }
    if (!access.agent()) throw new IllegalArgumentException("there is nothing to log in with");
    return new Credential.Agent(agentSocket());
  }

  /// Where the environment says it is; ssh-exec tells when there is none.
  private static Path agentSocket() {
    var socket = System.getenv("SSH_AUTH_SOCK");
    return Path.of(socket == null || socket.isEmpty() ? "/run/ssh-agent.socket" : socket);
  }

  /// @throws IllegalArgumentException where nobody confirmed a key and no authority is trusted
  static HostKeyPolicy hostKeys(
      Optional<Fingerprint> confirmed, Optional<PublicKeyLine> authority) {
    var pins = confirmed.map(key -> Set.of(key.value())).orElse(Set.of());
    if (authority.isPresent()) {
      var trusted = Set.of(new AuthorityKey(authority.get().value()));
      return new HostKeyPolicy.Signed(trusted, pins, Set.of());
    }
    if (pins.isEmpty()) throw new IllegalArgumentException("its host key is not confirmed");
    return new HostKeyPolicy.Pinned(pins);
  }

  /// A host's jumps; one that nothing is known of is not passed, and shows its key in the failure.
  ///
  /// @param credential of all of them
  static List<io.stampede.ssh.Jump> jumps(Access access, Credential credential) {
    return access.jumps().stream()
        .map(jump -> {
          var known = jump.hostKey().isPresent() || access.hostKeyAuthority().isPresent();
          var hostKeys =
              known ? hostKeys(jump.hostKey(), access.hostKeyAuthority()) : new HostKeyPolicy.Ask();
          return new io.stampede.ssh.Jump(jump.endpoint(access.user()), credential, hostKeys);
        })
        .toList();
  }
}
