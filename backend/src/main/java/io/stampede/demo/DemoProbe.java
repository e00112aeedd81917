package io.stampede.demo;

import io.stampede.onboard.Fix;
import io.stampede.onboard.Neighbours.Neighbour;
import io.stampede.onboard.Part;
import io.stampede.onboard.Probed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// What is found on an emulated machine with which all is well, and what a fix changes of it.
final class DemoProbe {
  /// By the title of a fix.
  private static final Map<String, Probed> MENDED =
      Map.of(
          "start Docker", Probed.of("docker", "yes"),
          "switch IP forwarding on", Probed.of("forward", "1"),
          "let sshd keep 20 sessions per connection", Probed.of("sshd.maxsessions", "20"),
          "let sshd forward to sockets", Probed.of("streamlocal", "yes"),
          "let sshd forward to ports", Probed.of("tcp", "yes"),
          "keep its clock right", Probed.of("clock.offset", "12"),
          "take it over from the other console", Probed.of("owner", "", "owner.who", ""));

  private DemoProbe() {}

  static Probed mended(Fix fix) {
    return MENDED.getOrDefault(fix.title(), Probed.NOTHING);
  }

  static Probed healthy(String address) {
    return system(address).and(services());
  }

  private static Probed system(String address) {
    return Probed.of(
        "uid", "0",
        "uname", "Linux",
        "os", "Emulated Linux",
        "osid", "debian",
        "kernel", "6.12.0",
        "architecture", "x86_64",
        "init", "systemd",
        "boot", "demo-" + address,
        "memory", "16777216",
        "cgroups", "2",
        "controllers", "cpuset cpu io memory pids",
        "diskpath", "/var/lib",
        "disk", "/dev/vda1 209715200 52428800 157286400 25% /",
        "mountpoint", "/",
        "mounttype", "ext4",
        "mountoptions", "rw,relatime",
        "cpuvirt", "vmx",
        "kvm", "yes",
        "libvirt", "libvirtd (libvirt) 11.0.0",
        "domains", "0",
        "esp", "loadable",
        "wireguard", "loadable",
        "bridgefilter", "yes",
        "tun", "yes",
        "server", address,
        "address.1", "eth0 " + address + "/24",
        "interface", "eth0",
        "mtu", "1500",
        "forward", "1",
        "nft", "yes",
        "nft.rules", "yes",
        "iptables", "iptables v1.8.9 (nf_tables)",
        "sshd.maxsessions", "10",
        "sshd.dropin", "yes",
        "timedatectl", "yes");
  }

  private static Probed services() {
    return Probed.of(
        "streamlocal", "yes",
        "tcp", "yes",
        "docker", "yes",
        "docker.unit", "yes",
        "docker.version", "27.5.1",
        "docker.driver", "overlay2",
        "docker.containers", "3",
        "docker.running", "2",
        "docker.live-restore", "true",
        "clock.offset", "8",
        "clock.error", "1");
  }

  /// What belongs to one part of the look.
  static Probed part(Part part, Probed all, List<Neighbour> neighbours) {
    return switch (part) {
      case LOGIN, CONSOLE -> Probed.NOTHING;
      case SYSTEM -> only(all, k -> !isTunnel(k) && !k.startsWith("clock.") && !isDocker(k));
      case TUNNELS -> only(all, DemoProbe::isTunnel);
      case DOCKER -> docker(all);
      case CLOCK -> only(all, k -> k.startsWith("clock."));
      case PEERS -> Probed.NOTHING;
    };
  }

  private static boolean isTunnel(String key) {
    return key.equals("streamlocal") || key.equals("tcp");
  }

  private static boolean isDocker(String key) {
    return key.startsWith("docker") && !key.equals("docker.unit");
  }

  private static Probed docker(Probed all) {
    boolean up = "yes".equals(all.values().get("docker"));
    return only(all, k -> up ? isDocker(k) : k.equals("docker"));
  }

  private static Probed only(Probed all, Predicate<String> keys) {
    var some = new HashMap<>(all.values());
    some.keySet().removeIf(keys.negate());
    return new Probed(some);
  }
}
