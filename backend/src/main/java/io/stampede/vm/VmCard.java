package io.stampede.vm;

import io.stampede.engine.ResourceId;
import io.stampede.network.Card;
import io.stampede.network.Nic;
import io.stampede.plane.Mac;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A machine's network card in libvirt's words. Its order among others counts: guests name their
/// cards by it.
///
/// @param type `network`, `bridge` or `direct`
/// @param source the name of what it is plugged into
/// @param port what the host's end of it is called; empty when that is libvirt's to choose
public record VmCard(String mac, String type, String source, Optional<String> port) {
  static final String NETWORK = "network";
  static final String BRIDGE = "bridge";
  static final String DIRECT = "direct";

  /// Of ports that have a name of ours; libvirt names others anew at each start.
  private static final Pattern PORT = Pattern.compile("stm-[0-9a-f]{8}");

  /// Of the MACs that are made of a name; see [Mac#from].
  private static final String MADE = "06:53:";

  VmCard(String mac, String type, String source) {
    this(mac, type, source, Optional.empty());
  }

  private static VmCard managed(Card card) {
    var port = Mac.of(card.mac()).port();
    return new VmCard(card.mac(), BRIDGE, card.bridge(), Optional.of(port));
  }

  /// @param cards what it was given on managed networks
  static List<VmCard> of(ResourceId id, List<Nic> nics, List<Card> cards) {
    var all = new ArrayList<VmCard>();
    for (var nic : nics) {
      switch (nic.plug()) {
        case Nic.Plug.Managed(var network, var _) ->
            cards.stream()
                .filter(card -> card.name().equals(network))
                .forEach(card -> all.add(managed(card)));
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

  /// @param port as the domain has it
  static VmCard seen(String mac, String type, String source, String port) {
    return new VmCard(mac, type, source, Optional.of(port).filter(p -> PORT.matcher(p).matches()));
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
