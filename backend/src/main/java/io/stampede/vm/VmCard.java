package io.stampede.vm;

import io.stampede.engine.ResourceId;
import io.stampede.network.Card;
import io.stampede.network.Nic;
import io.stampede.plane.Mac;
import java.util.ArrayList;
import java.util.List;

/// A machine's network card in libvirt's words. Its order among others counts: guests name their
/// cards by it.
///
/// @param type `network`, `bridge` or `direct`
/// @param source the name of what it is plugged into
public record VmCard(String mac, String type, String source) {
  static final String NETWORK = "network";
  static final String BRIDGE = "bridge";
  static final String DIRECT = "direct";

  /// Of the MACs that are made of a name; see [Mac#from].
  private static final String MADE = "06:53:";

  /// @param cards what it was given on managed networks
  static List<VmCard> of(ResourceId id, List<Nic> nics, List<Card> cards) {
    var all = new ArrayList<VmCard>();
    for (var nic : nics) {
      switch (nic.plug()) {
        case Nic.Plug.Managed(var network, var _) ->
            cards.stream()
                .filter(card -> card.name().equals(network))
                .forEach(card -> all.add(new VmCard(card.mac(), BRIDGE, card.bridge())));
        case Nic.Plug.Libvirt(var name) -> all.add(new VmCard(mac(id, nic, all), NETWORK, name));
        case Nic.Plug.Bridge(var name) -> all.add(new VmCard(mac(id, nic, all), BRIDGE, name));
        case Nic.Plug.Macvtap(var device) -> all.add(new VmCard(mac(id, nic, all), DIRECT, device));
        case Nic.Plug.Docker _ -> {
          // refused at admission
        }
      }
    }
    return all;
  }

  /// The first of those that are not managed has the machine's own, wherever it is plugged in.
  private static String mac(ResourceId id, Nic nic, List<VmCard> before) {
    var own = DomainXml.mac(id);
    return before.stream().noneMatch(card -> card.mac().equals(own))
        ? own
        : Mac.from(id.value() + "/" + nic).toString();
  }

  /// Whether a card of a domain was made here.
  ///
  /// @param own the machine's own MAC
  static boolean isOurs(String mac, String own) {
    return mac.equalsIgnoreCase(own) || mac.startsWith(MADE);
  }

  @Override
  public String toString() {
    return type + " " + source;
  }
}
