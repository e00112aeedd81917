package io.stampede.vm;

import io.stampede.adoption.Bond;
import io.stampede.adoption.Bonded;
import io.stampede.adoption.Strangers;
import java.util.List;
import java.util.Optional;

/// Machines on a host, whoever made them.
public final class VmStrangers implements Strangers {
  private final VmHost host;

  public VmStrangers(VmHost host) {
    this.host = host;
  }

  @Override
  public String kind() {
    return VmKind.NAME;
  }

  @Override
  public String idPrefix() {
    return VmFace.ID_PREFIX;
  }

  @Override
  public Optional<List<Stranger>> on(String hostId) {
    return host.all(hostId);
  }

  @Override
  public Optional<Bonded> describe(String hostId, Stranger stranger, Bond bond) {
    return host.describe(hostId, stranger, bond).map(spec -> (Bonded) spec);
  }
}
