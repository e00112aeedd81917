package io.stampede.wizard;

import java.util.Map;

/// An address that was read out of what a person pasted, or found beside a known member.
///
/// @param user empty for the one given for all
/// @param name what it will be called; empty for one made from the address
/// @param source where it was found, as `etcd`; empty when it was typed
/// @param problem why it was not taken; empty for nothing
public record Target(
    String address, int port, String user, String name, String source, String problem) {
  public static final int SSH = 22;

  /// @param otherwise the port of one that names none
  static Target of(Map<?, ?> row, int otherwise) {
    var port = row.get("port");
    return new Target(
        text(row, "address"),
        port instanceof Number n ? n.intValue() : otherwise,
        text(row, "user"),
        text(row, "name"),
        text(row, "source"),
        "");
  }

  private static String text(Map<?, ?> row, String name) {
    var value = row.get(name);
    return value == null ? "" : value.toString();
  }

  Target troubledBy(String message) {
    return new Target(address, port, user, name, source, message);
  }

  boolean isSamePlace(Target other) {
    return address.equals(other.address) && port == other.port;
  }

  /// As a person would type it: `core@192.0.2.11:2222`.
  public String text() {
    var at = address.contains(":") ? "[" + address + "]" : address;
    return (user.isEmpty() ? "" : user + "@") + at + (port == SSH ? "" : ":" + port);
  }
}
