package io.stampede.network;

import io.stampede.plane.Transport;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The variables that Docker gives a container for a link: “Legacy container links” of its manual,
/// and what its daemon does beyond that (ports in a row, TCP before UDP).
final class LinkEnvironment {
  /// Those that every image has.
  private static final Set<String> PLAIN = Set.of("HOME", "PATH");

  private static final Comparator<LinkPort.One> ORDER =
      Comparator.comparing((LinkPort.One p) -> p.transport() == Transport.TCP ? 0 : 1)
          .thenComparing(LinkPort.One::port);

  private final String prefix;
  private final String address;
  private final Map<String, String> env = new LinkedHashMap<>();

  private LinkEnvironment(String alias, String address) {
    this.prefix = alias.toUpperCase(Locale.ROOT).replace('-', '_');
    this.address = address;
  }

  /// @param consumer the name of the container that is told
  /// @param theirs the target's own environment
  static Map<String, String> of(
      String consumer, LinkSpec link, List<LinkPort.One> ports, Map<String, String> theirs) {
    var alias = link.aliasName();
    var all = new LinkEnvironment(alias, link.address().orElse(""));
    all.ports(ports.stream().sorted(ORDER).toList());
    all.set("NAME", "/%s/%s".formatted(consumer, alias));
    theirs.forEach((name, value) -> {
      if (!PLAIN.contains(name)) all.set("ENV_" + name, value);
    });
    return all.env;
  }

  private void set(String name, String value) {
    env.put(prefix + "_" + name, value);
  }

  private String url(LinkPort.One port) {
    return "%s://%s:%d".formatted(port.transport().word(), address, port.port());
  }

  private static String name(LinkPort.One port) {
    return "PORT_%d_%s".formatted(port.port(), port.transport());
  }

  private void ports(List<LinkPort.One> ports) {
    if (ports.isEmpty()) return;
    set("PORT", url(ports.getFirst()));
    int first = 0;
    for (int i = 0; i < ports.size(); i++) {
      one(ports.get(i));
      boolean goesOn = i + 1 < ports.size() && follows(ports.get(i), ports.get(i + 1));
      if (goesOn) continue;
      if (i > first) row(ports.get(first), ports.get(i));
      first = i + 1;
    }
  }

  private static boolean follows(LinkPort.One port, LinkPort.One next) {
    return next.transport() == port.transport() && next.port() == port.port() + 1;
  }

  private void one(LinkPort.One port) {
    var name = name(port);
    set(name, url(port));
    set(name + "_ADDR", address);
    set(name + "_PORT", Integer.toString(port.port()));
    set(name + "_PROTO", port.transport().word());
  }

  private void row(LinkPort.One first, LinkPort.One last) {
    var name = name(first);
    set(name + "_START", url(first));
    set(name + "_PORT_START", Integer.toString(first.port()));
    set(name + "_END", url(last));
    set(name + "_PORT_END", Integer.toString(last.port()));
  }
}
