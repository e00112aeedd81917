package io.stampede.edge;

import io.stampede.plane.Cidr;
import io.stampede.plane.Ipv4;
import io.stampede.schema.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether a pool can be, and what is free of it. Pure.
final class Pools {
  private Pools() {}

  /// All that is wrong with it by itself, each at its field.
  static List<FieldError> faults(IpPoolSpec pool) {
    var wrong = new ArrayList<FieldError>();
    var base = pool.networkAddress().ipv4();
    var network = network(base, pool.cidrSize());
    if (!network.base().equals(base)) {
      wrong.add(
          error(
              "networkAddress",
              "not-a-network",
              "is not the first address of a /%d: %s is"
                  .formatted(pool.cidrSize(), network.base())));
    }
    inside("start", pool.start().ipv4(), network).ifPresent(wrong::add);
    inside("end", pool.end().ipv4(), network).ifPresent(wrong::add);
    inside("gateway", pool.gateway().ipv4(), network).ifPresent(wrong::add);
    if (pool.start().ipv4().compareTo(pool.end().ipv4()) > 0) {
      wrong.add(error("end", "before-start", "comes before the start, " + pool.start()));
    } else if (within(pool, pool.gateway().ipv4())) {
      wrong.add(
          error(
              "gateway",
              "in-range",
              "is one of those that are given away, %s to %s".formatted(pool.start(), pool.end())));
    }
    return wrong;
  }

  static boolean within(IpPoolSpec pool, Ipv4 address) {
    return pool.start().ipv4().compareTo(address) <= 0 && address.compareTo(pool.end().ipv4()) <= 0;
  }

  static Cidr network(IpPoolSpec pool) {
    return network(pool.networkAddress().ipv4(), pool.cidrSize());
  }

  private static Cidr network(Ipv4 address, int size) {
    return new Cidr(new Ipv4(address.bits() & (-1 << (32 - size))), size);
  }

  private static Optional<FieldError> inside(String field, Ipv4 address, Cidr network) {
    if (!network.contains(address)) {
      return Optional.of(error(field, "not-in-network", "is not in " + network));
    }
    boolean isKept =
        address.equals(network.base()) || address.equals(network.at(network.size() - 1));
    return isKept
        ? Optional.of(
            error(field, "kept-address", "is the network's or the broadcast address of " + network))
        : Optional.empty();
  }

  private static FieldError error(String field, String code, String message) {
    return new FieldError(field, code, message);
  }

  static long size(IpPoolSpec pool) {
    return pool.end().ipv4().asLong() - pool.start().ipv4().asLong() + 1;
  }

  /// The lowest that nobody has.
  static Optional<Ipv4> free(IpPoolSpec pool, Set<String> taken) {
    for (long i = 0; i < size(pool); i++) {
      var address = pool.start().ipv4().plus(i);
      if (!taken.contains(address.toString())) return Optional.of(address);
    }
    return Optional.empty();
  }
}
