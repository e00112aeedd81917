package io.stampede.network;

import io.stampede.engine.ResourceId;
import io.stampede.plane.Cidr;
import io.stampede.plane.Ipv4;
import io.stampede.plane.Mac;
import io.stampede.store.Held;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A workload's card on a managed network, as it was given at its request.
///
/// @param network its id
/// @param name what people call the network
/// @param number the network's
/// @param block its host's part of the network
/// @param domain the network's
/// @param mac of the card
public record Card(
    String network, String name, int number, Ipv4 address, Cidr block, String domain, String mac) {
  /// Of a container it is what Docker makes of its address; of a machine, always the same one.
  static Mac mac(ResourceId workload, String network, Ipv4 address) {
    return workload.kind().equals("container") ? Mac.of(address) : mac(workload, network);
  }

  /// The MAC of a machine's card on a network: always the same one.
  static Mac mac(ResourceId workload, String network) {
    return Mac.from(workload.value() + "/" + network);
  }

  /// Also the name of Docker's network on it.
  public String bridge() {
    return "st-" + number;
  }

  public Ipv4 gateway() {
    return block.at(1);
  }

  /// For people; empty when there is none.
  public static Optional<String> addresses(List<Card> cards) {
    if (cards.isEmpty()) return Optional.empty();
    return Optional.of(
        cards.stream().map(c -> c.address().toString()).collect(Collectors.joining(", ")));
  }

  Held held() {
    return new Held(network, address.toString(), block.toString());
  }
}
