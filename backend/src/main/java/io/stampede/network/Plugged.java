package io.stampede.network;

import io.stampede.plane.Ipv4;
import java.util.List;
import java.util.Optional;

/// A workload's intent, as far as its cards mind.
public interface Plugged {
  List<Card> cards();

  /// The id of its host; empty only before it was placed.
  String hostId();

  /// The card that its default route is by; empty when that one is on no managed network.
  Optional<Card> leadsOut();

  /// Its addresses on networks beyond which it answers by another card.
  default List<Ipv4> aside() {
    var out = leadsOut();
    return cards().stream()
        .filter(card -> out.filter(card::equals).isEmpty())
        .map(Card::address)
        .toList();
  }
}
