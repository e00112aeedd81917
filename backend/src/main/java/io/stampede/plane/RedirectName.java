package io.stampede.plane;

/// The name of a link's address: `ALIAS.CONSUMER` in the network's domain. What DNS has no letter
/// for becomes a hyphen.
///
/// @param network its id
public record RedirectName(String network, Ipv4 address, String alias, String consumer) {
  public RedirectName {
    alias = Endpoint.label(alias, address);
    consumer = Endpoint.label(consumer, address);
  }

  String name() {
    return alias + "." + consumer;
  }
}
