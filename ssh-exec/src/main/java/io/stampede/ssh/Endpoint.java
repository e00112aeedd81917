package io.stampede.ssh;

import java.util.List;

/// Where a host's sshd is and as whom to log in; `jumps` are passed through in order.
public record Endpoint(Address address, int port, UserName user, List<Endpoint> jumps) {
  public Endpoint {
    if (port < 1 || port > 65535) throw new IllegalArgumentException("no such port: " + port);
    jumps = List.copyOf(jumps);
  }

  public static Endpoint of(String address, int port, String user) {
    return new Endpoint(new Address(address), port, new UserName(user), List.of());
  }

  @Override
  public String toString() {
    return user.value() + "@" + address.value() + ":" + port;
  }
}
