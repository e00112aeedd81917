package io.stampede.network;

import io.stampede.client.KindFace;
import io.stampede.client.Refused;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.network.Nic.Plug.Managed;
import io.stampede.plane.Cidr;
import io.stampede.plane.Ipv4;
import io.stampede.schema.FieldError;
import io.stampede.store.Held;
import io.stampede.store.Reservation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Gives workloads their addresses on managed networks. Pure: the same reservations and question
/// give the same answer; asked within the transaction that keeps the request, so that no two get
/// the same.
///
/// A host has one block of a network, from its first workload there until its last has gone.
public final class Addresses {
  /// The network itself and its gateway come first in a block.
  private static final int FIRST = 2;

  private static final String FIELD = "networks";

  private final Map<String, Network> networks = new HashMap<>();

  private Addresses(List<Network> networks) {
    networks.forEach(n -> this.networks.put(n.name(), n));
  }

  /// Of the networks that there are.
  public static Addresses of(KindFace.Resources world) {
    return new Addresses(Network.all(world));
  }

  static Addresses of(List<Network> networks) {
    return new Addresses(networks);
  }

  /// A workload that wants addresses.
  ///
  /// @param host the id of the host it is on
  /// @param hostName for messages
  /// @param had its cards until now; they are kept where they fit
  public record Wish(
      ResourceId id, String name, String host, String hostName, List<Nic> nics, List<Card> had) {}

  /// Refuses cards that no network can give, whatever is free: for when a request comes in.
  ///
  /// @throws Refused naming the field
  public void check(List<Nic> nics) {
    var seen = new HashSet<String>();
    for (var nic : nics) {
      var managed = nic.asManaged();
      if (managed.isEmpty()) continue;
      var network = network(managed.get());
      if (!seen.add(network.name())) {
        throw refused("twice", "holds %s twice".formatted(network.name()), "name it once");
      }
      managed.get().address().ifPresent(address -> checkAddress(network, address));
    }
  }

  private Network network(Managed wanted) {
    var network = networks.get(wanted.network());
    if (network != null) return network;
    throw refused(
        "no-such-network",
        "there is no managed network %s".formatted(wanted.network()),
        networks.isEmpty()
            ? "make one under Networks"
            : "there are: " + String.join(", ", networks.keySet().stream().sorted().toList()));
  }

  private static void checkAddress(Network network, Ipv4 address) {
    if (!network.cidr().contains(address)) {
      throw refused(
          "not-in-network",
          "%s is not in network %s, which is %s".formatted(address, network.name(), network.cidr()),
          "ask for another address, or for none");
    }
    if (network.virtual().contains(address)) {
      throw refused(
          "kept-address",
          "%s is in %s, which network %s keeps for links"
              .formatted(address, network.virtual(), network.name()),
          "ask for another address, or for none");
    }
    var block = blockOf(network, address);
    long offset = address.asLong() - block.base().asLong();
    if (offset < FIRST || offset == block.size() - 1) {
      throw refused(
          "kept-address",
          "%s is the %s of block %s"
              .formatted(
                  address, offset == 0 ? "network" : offset == 1 ? "gateway" : "broadcast", block),
          "ask for another address, or for none");
    }
  }

  private static Cidr blockOf(Network network, Ipv4 address) {
    long index =
        (address.asLong() - network.cidr().base().asLong()) >>> (32 - network.blockPrefix());
    return network.cidr().part(network.blockPrefix(), index);
  }

  /// The host that alone can give the addresses that are asked for; empty when any can.
  public Optional<String> onlyHost(List<Nic> nics, List<Reservation> others) {
    return nics.stream()
        .flatMap(nic -> nic.asManaged().stream())
        .flatMap(wanted -> wanted.address().flatMap(a -> holder(wanted, a, others)).stream())
        .findFirst();
  }

  private Optional<String> holder(Managed wanted, Ipv4 address, List<Reservation> others) {
    var network = networks.get(wanted.network());
    if (network == null || !network.cidr().contains(address)) return Optional.empty();
    var block = blockOf(network, address).toString();
    return others.stream()
        .filter(r -> on(network, r).anyMatch(held -> held.block().equals(block)))
        .map(Reservation::host)
        .findFirst();
  }

  /// @throws Refused when there is none to be had, naming network and host
  public List<Card> choose(Wish wish, List<Reservation> others) {
    check(wish.nics());
    return wish.nics().stream()
        .flatMap(nic -> nic.asManaged().stream())
        .map(wanted -> card(wish, network(wanted), wanted.address(), others))
        .toList();
  }

  /// A host's part of a network for what is no workload there: the block that it has, or gets now.
  /// It keeps the block as long as this is reserved.
  ///
  /// @throws Refused when there is none to be had
  public Held gateway(
      ResourceId by, String networkId, String host, String hostName, List<Reservation> others) {
    var network =
        networks.values().stream()
            .filter(n -> n.id().equals(networkId))
            .findFirst()
            .orElseThrow(
                () -> refused("no-such-network", "its network is being removed", "choose another"));
    var wish = new Wish(by, "", host, hostName, List.of(), List.of());
    var taken = Taken.of(network, wish, others);
    var block =
        taken.own().isPresent() ? taken.own().get() : block(wish, network, Optional.empty(), taken);
    return new Held(network.id(), block.at(1).toString(), block.toString());
  }

  private static Card card(
      Wish wish, Network network, Optional<Ipv4> asked, List<Reservation> others) {
    var had = wish.had().stream().filter(c -> c.network().equals(network.id())).findFirst();
    if (had.isPresent() && asked.filter(a -> !a.equals(had.get().address())).isEmpty()) {
      return had.get();
    }
    var taken = Taken.of(network, wish, others);
    refuseName(wish, network, others);
    var block = taken.own().isPresent() ? taken.own().get() : block(wish, network, asked, taken);
    var address =
        asked.isPresent()
            ? checked(wish, network, asked.get(), block, taken)
            : free(wish, network, block, taken);
    var mac = Card.mac(wish.id(), network.id(), address).toString();
    return new Card(
        network.id(), network.name(), network.number(), address, block, network.domain(), mac);
  }

  /// What others have of a network.
  ///
  /// @param own the host's block
  /// @param blocks of other hosts
  private record Taken(Optional<Cidr> own, Set<String> blocks, Map<String, Reservation> addresses) {
    static Taken of(Network network, Wish wish, List<Reservation> others) {
      var own = Optional.<Cidr>empty();
      var blocks = new HashSet<String>();
      var addresses = new HashMap<String, Reservation>();
      for (var r : others) {
        for (var held : on(network, r).toList()) {
          addresses.put(held.address(), r);
          if (r.host().equals(wish.host())) own = Optional.of(Cidr.of(held.block()));
          else blocks.add(held.block());
        }
      }
      return new Taken(own, blocks, addresses);
    }
  }

  /// A network's own reservation is of its whole range, and of no address; a link's is of the part
  /// that is for links.
  private static Stream<Held> on(Network network, Reservation r) {
    return r.id().kind().equals(NetworkKind.NAME) || r.id().kind().equals(LinkSpec.KIND)
        ? Stream.empty()
        : r.held().stream().filter(held -> held.network().equals(network.id()));
  }

  /// Names are looked up in DNS, where a container and a machine could not be told apart.
  private static void refuseName(Wish wish, Network network, List<Reservation> others) {
    var name = dnsName(wish.name());
    for (var r : others) {
      if (!dnsName(r.name()).equals(name) || on(network, r).findAny().isEmpty()) continue;
      throw refused(
          "name-taken",
          "on network %s, %s is the name of another workload (%s)"
              .formatted(network.name(), name, r.id().value()),
          "choose another name, or another network");
    }
  }

  /// A workload's name as a label of a domain.
  static String dnsName(String name) {
    var label = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return label.replaceAll("^-|-$", "");
  }

  private static Cidr block(Wish wish, Network network, Optional<Ipv4> asked, Taken taken) {
    if (asked.isPresent()) {
      var block = blockOf(network, asked.get());
      if (!taken.blocks().contains(block.toString())) return block;
      throw elsewhere(wish, network, asked.get(), Optional.empty());
    }
    for (long i = 0; i < network.blocks(); i++) {
      var block = network.cidr().part(network.blockPrefix(), i);
      if (!taken.blocks().contains(block.toString())) return block;
    }
    throw exhausted(
        "no-block",
        "network %s has no block left for %s: other hosts have all %d of them"
            .formatted(network.name(), wish.hostName(), network.blocks()),
        "use a host that has one, or make a network with a wider range or smaller blocks");
  }

  private static Ipv4 checked(Wish wish, Network network, Ipv4 asked, Cidr block, Taken taken) {
    var holder = taken.addresses().get(asked.toString());
    if (holder != null) {
      throw refused(
          "address-taken",
          "%s of network %s is taken by %s".formatted(asked, network.name(), holder.name()),
          "ask for another address, or for none");
    }
    if (!block.contains(asked)) throw elsewhere(wish, network, asked, Optional.of(block));
    return asked;
  }

  private static Refused elsewhere(Wish wish, Network network, Ipv4 asked, Optional<Cidr> block) {
    return refused(
        "not-on-host",
        "%s of network %s cannot be on %s%s"
            .formatted(
                asked,
                network.name(),
                wish.hostName(),
                block.isPresent()
                    ? ", whose block is " + block.get()
                    : ": another host has the block that it is in"),
        "choose the host that has its block, or ask for another address");
  }

  private static Ipv4 free(Wish wish, Network network, Cidr block, Taken taken) {
    for (long i = FIRST; i < block.size() - 1; i++) {
      var address = block.at(i);
      if (!taken.addresses().containsKey(address.toString())) return address;
    }
    throw exhausted(
        "no-address",
        "network %s has no address left on %s: all %d of its block %s are taken"
            .formatted(network.name(), wish.hostName(), block.size() - FIRST - 1, block),
        "remove workloads there, choose another host, or make a network with larger blocks");
  }

  /// What cards take, for a reservation.
  public static List<Held> held(List<Card> cards) {
    var all = new ArrayList<Held>();
    cards.forEach(card -> all.add(card.held()));
    return all;
  }

  private static Refused refused(String code, String message, String fix) {
    return Refused.field(FIELD, code, message, fix);
  }

  private static Refused exhausted(String code, String message, String fix) {
    return new Refused(
        Refused.Reason.INVALID,
        Problem.capacity(code, message, fix),
        List.of(new FieldError(FIELD, code, message)));
  }
}
