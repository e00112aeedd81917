package io.stampede.ssh;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The hosts to pass, in order, the last one being the one wanted; with what was learned of each.
record Way(List<Leg> legs) {
  static Way to(Endpoint endpoint, Credential credential, HostKeyPolicy hostKeys) {
    var host = new Leg(endpoint, credential, hostKeys);
    var jumps =
        endpoint.jumps().stream()
            .map(jump -> new Leg(jump.endpoint(), jump.credential(), jump.hostKeys()));
    return new Way(Stream.concat(jumps, Stream.of(host)).toList());
  }

  List<Leg> jumps() {
    return legs.subList(0, legs.size() - 1);
  }

  Leg host() {
    return legs.getLast();
  }

  /// One of the hosts.
  static final class Leg {
    private final Endpoint endpoint;
    private final Credential credential;
    private final HostKeyPolicy hostKeys;
    private volatile List<String> types;
    private volatile Optional<SshFailure> spent = Optional.empty();

    Leg(Endpoint endpoint, Credential credential, HostKeyPolicy hostKeys) {
      this.endpoint = endpoint;
      this.credential = credential;
      this.hostKeys = hostKeys;
      types = HostKeyTypes.of(hostKeys);
    }

    Endpoint endpoint() {
      return endpoint;
    }

    Credential credential() {
      return credential;
    }

    HostKeyPolicy hostKeys() {
      return hostKeys;
    }

    /// The kinds of host keys to offer first.
    List<String> types() {
      return types;
    }

    void accepted(HostKeyGate gate) {
      types = gate.acceptedFirst();
    }

    /// Why the credential must not be tried again, where that is so.
    Optional<SshFailure> spent() {
      return spent;
    }

    void refused(SshFailure why) {
      if (credential instanceof Credential.Password) spent = Optional.of(why);
    }
  }
}
