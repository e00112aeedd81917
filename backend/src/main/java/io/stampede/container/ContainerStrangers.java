package io.stampede.container;

import io.stampede.adoption.Bond;
import io.stampede.adoption.Bonded;
import io.stampede.adoption.Strangers;
import java.util.List;
import java.util.Optional;

/// Containers on a host, whoever made them.
public final class ContainerStrangers implements Strangers {
  private final ContainerHosts hosts;

  public ContainerStrangers(ContainerHosts hosts) {
    this.hosts = hosts;
  }

  @Override
  public String kind() {
    return ContainerKind.NAME;
  }

  @Override
  public String idPrefix() {
    return ContainerFace.ID_PREFIX;
  }

  @Override
  public Optional<List<Stranger>> on(String hostId) {
    return hosts.find(hostId).flatMap(ContainerHost::all);
  }

  @Override
  public Optional<Bonded> describe(String hostId, Stranger stranger, Bond bond) {
    return hosts
        .find(hostId)
        .flatMap(host -> host.describe(hostId, stranger, bond))
        .map(spec -> (Bonded) spec);
  }
}
