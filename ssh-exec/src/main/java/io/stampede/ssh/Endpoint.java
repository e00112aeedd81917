package io.stampede.ssh;

import java.util.List;

/// Where a host's sshd is and as whom to log in; `jumps` are passed through in order.
public record Endpoint(Address address, int port, UserName user, List<Jump> jumps) {
  /// More are a mistake or an attack: each costs a login.
  public static final int MAX_JUMPS = 8;

  public Endpoint {
    if (port < 1 || port > 65535) throw new IllegalArgumentException("no such port: " + port);
    jumps = List.copyOf(jumps);
    if (jumps.size() > MAX_JUMPS) {
      throw new IllegalArgumentException("more than " + MAX_JUMPS + " jumps: " + jumps.size());
    }
  }

  public static Endpoint of(String address, int port, String user) {
    return new Endpoint(new Address(address), port, new UserName(user), List.of());
  }

  /// The same host, reached through these.
  public Endpoint through(List<Jump> jumps) {
    return new Endpoint(address, port, user, jumps);
  }

  /// As people write it, `user@address:port`; without the jumps.
  @Override
  public String toString() {
    return user.value() + "@" + address.value() + ":" + port;
  }
}
