package io.stampede.ssh;

import io.stampede.ssh.SshFailure.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A credential made ready to be shown to one host.
///
/// @param keys what to offer, in order: a certificate before its plain key
record Identity(List<KeyPair> keys, Optional<Path> agent, Optional<OnePassword> password) {
  /// @param now when a certificate has to be valid
  static Identity of(Credential credential, Instant now) throws SshFailure {
    return switch (credential) {
      case Credential.PrivateKey key ->
          new Identity(Keys.identities(key, now), Optional.empty(), Optional.empty());
      case Credential.Agent(var socket) -> {
        if (!Files.exists(socket)) {
          throw new SshFailure(
              Reason.BAD_CREDENTIAL,
              "no ssh-agent is at %s; start one, or give the key itself".formatted(socket));
        }
        yield new Identity(List.of(), Optional.of(socket), Optional.empty());
      }
      case Credential.Password(var text) ->
          new Identity(List.of(), Optional.empty(), Optional.of(new OnePassword(text)));
    };
  }
}
