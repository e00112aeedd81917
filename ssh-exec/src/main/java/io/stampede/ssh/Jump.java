package io.stampede.ssh;

/// A host on the way to another one, with the credential and the host keys that hold for it alone.
/// It must forward TCP (`AllowTcpForwarding`); it never sees what is sent to the hosts behind it.
public record Jump(Endpoint endpoint, Credential credential, HostKeyPolicy hostKeys) {
  public Jump {
    if (!endpoint.jumps().isEmpty()) {
      throw new IllegalArgumentException("a jump is reached by those before it in the list");
    }
  }

  @Override
  public String toString() {
    return endpoint.toString();
  }
}
