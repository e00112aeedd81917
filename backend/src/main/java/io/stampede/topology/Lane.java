package io.stampede.topology;

import io.stampede.client.Resource;
import io.stampede.engine.Status;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A managed network.
///
/// @param number its own among all networks, from 1
/// @param blocks the hosts' parts of it
/// @param addresses those in use
public record Lane(
    String id,
    String name,
    long number,
    String cidr,
    String overlay,
    Status status,
    List<Block> blocks,
    List<Address> addresses) {
  /// So many colours there are for lanes.
  public static final int COLOURS = 6;

  /// A host's part of a network.
  ///
  /// @param host its name
  /// @param state `applied`, `waiting` or `failed`
  public record Block(
      String host, String block, String gateway, long used, long free, String state) {
    static Block of(Row row) {
      return new Block(
          row.text("host"),
          row.text("block"),
          row.text("gateway"),
          row.number("used").orElse(0),
          row.number("free").orElse(0),
          row.text("state"));
    }

    /// How much of it is taken, 0 to 1.
    public double fill() {
      return used + free == 0 ? 0 : (double) used / (used + free);
    }

    public String tone() {
      return switch (state) {
        case "applied" -> "good";
        case "failed" -> "bad";
        default -> "busy";
      };
    }
  }

  /// An address in use.
  ///
  /// @param network the network's name
  /// @param workload the id of whose it is
  /// @param host the host's name
  public record Address(
      String address, String network, String kind, String workload, String name, String host) {
    /// That of its [Workload].
    public String key() {
      return kind + "/" + workload;
    }
  }

  public Lane {
    blocks = List.copyOf(blocks);
    addresses = List.copyOf(addresses);
  }

  static Lane of(Resource network) {
    return new Lane(
        network.id(),
        network.name(),
        network.number("number").orElse(1L),
        network.text("cidr"),
        network.text("overlay"),
        network.status(),
        Row.of(network, "hosts").stream()
            .map(Block::of)
            .sorted(Comparator.comparing(Block::host))
            .toList(),
        Row.of(network, "addresses").stream().map(row -> address(network, row)).toList());
  }

  private static Address address(Resource network, Row row) {
    return new Address(
        row.text("address"),
        network.name(),
        row.text("kind"),
        row.text("workload"),
        row.text("name"),
        row.text("host"));
  }

  public String key() {
    return "network/" + id;
  }

  /// 1 to [#COLOURS]; always the same for the same network.
  public int colour() {
    return (int) Math.floorMod(number - 1, (long) COLOURS) + 1;
  }

  /// A lane's colour in `assets/tokens.json`, as `lane-a`.
  public static String colourName(int colour) {
    return "lane-" + (char) ('a' + Math.floorMod(colour - 1, COLOURS));
  }

  /// How packets travel, and whether others can read them.
  public String overlayWords() {
    return switch (overlay.toLowerCase(Locale.ROOT)) {
      case "ipsec" -> "IPsec";
      case "wireguard" -> "WireGuard";
      case "vxlan" -> Words.say("overlay.clear", "VXLAN");
      case "direct" -> Words.say("overlay.clear", Words.say("overlay.direct"));
      default -> overlay;
    };
  }

  public Optional<Block> block(String host) {
    return blocks.stream().filter(b -> b.host().equals(host)).findFirst();
  }
}
