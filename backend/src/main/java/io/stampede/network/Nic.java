package io.stampede.network;

import io.stampede.plane.Ipv4;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where a workload's network card is plugged in: a managed network (`managed`, or
/// `managed=10.42.3.7` where the address matters), or what is on its host already: `docker:NAME`
/// for containers, `libvirt:NAME`, `bridge:NAME` and `macvtap:DEVICE` for machines.
public record Nic(String value) {
  private static final String FORM =
      "holds “%s”; a card is plugged into a managed network, as managed or managed=10.42.0.7, or"
          + " into docker:NAME, libvirt:NAME, bridge:NAME or macvtap:DEVICE";
  private static final Pattern NATIVE =
      Pattern.compile("(docker|libvirt|bridge|macvtap):([A-Za-z0-9][A-Za-z0-9._-]{0,127})");
  private static final Pattern MANAGED = Pattern.compile("([^=:]+)(?:=(.*))?");

  /// Docker's own bridge, which is what a container gets when nothing is said.
  public static final Nic DOCKER_BRIDGE = new Nic("docker:bridge");

  /// What it is plugged into.
  public sealed interface Plug {
    /// @param network its name
    /// @param address the one that is asked for
    record Managed(String network, Optional<Ipv4> address) implements Plug {}

    record Docker(String name) implements Plug {}

    record Libvirt(String name) implements Plug {}

    record Bridge(String name) implements Plug {}

    /// @param device a network card of the host
    record Macvtap(String device) implements Plug {}
  }

  public Nic {
    plug(value);
  }

  public static Nic managed(String network) {
    return new Nic(network);
  }

  public Plug plug() {
    return plug(value);
  }

  public Optional<Plug.Managed> asManaged() {
    return plug() instanceof Plug.Managed m ? Optional.of(m) : Optional.empty();
  }

  private static Plug plug(String value) {
    var there = NATIVE.matcher(value);
    if (there.matches()) {
      var name = there.group(2);
      return switch (there.group(1)) {
        case "docker" -> new Plug.Docker(name);
        case "libvirt" -> new Plug.Libvirt(name);
        case "bridge" -> new Plug.Bridge(name);
        default -> new Plug.Macvtap(name);
      };
    }
    var managed = MANAGED.matcher(value);
    if (!managed.matches() || !NetworkName.isOne(managed.group(1))) {
      throw new IllegalArgumentException(FORM.formatted(value));
    }
    var address = Optional.ofNullable(managed.group(2));
    return new Plug.Managed(managed.group(1), address.map(text -> address(value, text)));
  }

  private static Ipv4 address(String value, String text) {
    try {
      return Ipv4.of(text);
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException(FORM.formatted(value));
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
