package io.stampede.container;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.HostConfig;
import io.stampede.network.Card;
import io.stampede.network.Nic;
import io.stampede.plane.Mac;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A container's cards in Docker's words.
final class DockerNetworking {
  private static final Set<String> NAMELESS = Set.of("bridge", "host", "none", "default");

  private DockerNetworking() {}

  /// The card that it is made with.
  static void first(ContainerSpec spec, CreateContainerCmd command) {
    var nic = spec.nics().getFirst();
    card(spec, nic)
        .ifPresent(
            card -> command.withIpv4Address(card.address().toString()).withMacAddress(mac(card)));
    var aliases = aliases(spec, nic);
    if (!aliases.isEmpty()) command.withAliases(aliases);
  }

  /// Docker's own networks have no names.
  private static List<String> aliases(ContainerSpec spec, Nic nic) {
    var own = card(spec, nic).isPresent() ? Stream.of(spec.name().value()) : Stream.<String>empty();
    var further = spec.options().naming().aliases();
    return NAMELESS.contains(spec.dockerNetwork(nic))
        ? List.of()
        : Stream.concat(own, further.stream()).distinct().toList();
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
        });
    var aliases = aliases(spec, nic);
    if (!aliases.isEmpty()) plugged.withAliases(aliases);
    return plugged;
  }

  /// Its network lets it send by this card only.
  static String mac(Card card) {
    return Mac.of(card.address()).toString();
  }

  /// Names are asked of the gateway of the first managed network: it knows all of them.
  static void resolve(ContainerSpec spec, HostConfig config) {
    var naming = spec.options().naming();
    var gateway = spec.cards().stream().limit(1).map(card -> card.gateway().toString());
    var servers = Stream.concat(gateway, naming.dns().stream()).distinct().toList();
    if (!servers.isEmpty()) config.withDns(servers);
    var domains = spec.cards().stream().map(Card::domain);
    var search = Stream.concat(domains, naming.dnsSearch().stream()).distinct().toList();
    if (!search.isEmpty()) config.withDnsSearch(search);
  }

  /// Lines of its hosts file, in Docker's words.
  static String[] hosts(ContainerSpec spec) {
    var told = spec.hosts().entrySet().stream().map(e -> e.getKey() + ":" + e.getValue()).sorted();
    var asked = spec.options().naming().extraHosts().stream().map(ExtraHost::value);
    return Stream.concat(told, asked).distinct().toArray(String[]::new);
  }
}
