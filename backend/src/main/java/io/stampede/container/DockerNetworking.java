package io.stampede.container;

import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.HostConfig;
import io.stampede.network.Card;
import io.stampede.network.Nic;
import io.stampede.plane.Mac;
import java.util.List;
import java.util.Optional;

/// A container's cards in Docker's words.
final class DockerNetworking {
  private DockerNetworking() {}

  /// The managed card that it is made with; empty when that one is Docker's.
  static Optional<Card> first(ContainerSpec spec) {
    return card(spec, spec.nics().getFirst());
  }

  private static Optional<Card> card(ContainerSpec spec, Nic nic) {
    return nic.asManaged().flatMap(managed -> spec.card(managed.network()));
  }

  /// Docker gives a managed network whatever address it likes, unless it is told one.
  static ContainerNetwork of(ContainerSpec spec, Nic nic) {
    var plugged = new ContainerNetwork();
    card(spec, nic)
        .ifPresent(card -> {
          plugged.withIpamConfig(
              new ContainerNetwork.Ipam().withIpv4Address(card.address().toString()));
          plugged.withMacAddress(mac(card));
          plugged.withAliases(List.of(spec.name().value()));
        });
    return plugged;
  }

  /// Its network lets it send by this card only.
  static String mac(Card card) {
    return Mac.of(card.address()).toString();
  }

  /// Names are asked of the gateway of the first managed network: it knows all of them.
  static void resolve(ContainerSpec spec, HostConfig limits) {
    if (spec.cards().isEmpty()) return;
    limits
        .withDns(List.of(spec.cards().getFirst().gateway().toString()))
        .withDnsSearch(spec.cards().stream().map(Card::domain).toList());
  }

  /// Lines of its hosts file, in Docker's words.
  static String[] hosts(ContainerSpec spec) {
    return spec.hosts().entrySet().stream()
        .map(e -> e.getKey() + ":" + e.getValue())
        .sorted()
        .toArray(String[]::new);
  }
}
