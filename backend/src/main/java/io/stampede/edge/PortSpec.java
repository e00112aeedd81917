package io.stampede.edge;

import io.stampede.plane.Transport;
import io.stampede.schema.Field;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A published port as one asks for it.
///
/// @param name chosen when it is left open
/// @param target the id of a workload, after its name was looked up
/// @param before where it led before it was pointed elsewhere last
public record PortSpec(
    @Field(
            label = "Name",
            help = "TARGET-PORT when it is left open.",
            more = true,
            pattern = "[A-Za-z0-9][A-Za-z0-9_.-]{0,62}",
            example = "web-8080")
        Optional<String> name,
    @Field(
            label = "Target",
            suggests = {"container", "virtualMachine"},
            help = "The container or machine that it leads to, by its name or id.",
            update = true,
            maxLength = 63,
            example = "web")
        String target,
    @Field(
            label = "Public port",
            help = "The port of the host, or several in a row.",
            update = true,
            column = true,
            maxLength = 11,
            example = "8080")
        PortRange publicPort,
    @Field(
            label = "Target port",
            help = "The port of the target; the same as the public one when it is left open.",
            update = true,
            maxLength = 11,
            example = "80")
        Optional<PortRange> targetPort,
    @Field(label = "Protocol", byDefault = "tcp", column = true) Transport protocol,
    @Field(
            label = "Host",
            help = "Whose port it is; the target's host when this is left open.",
            reference = "host",
            column = true)
        Optional<String> host,
    @Field(
            label = "Address",
            help = "The address of the host that has the port; all of them when left open.",
            update = true,
            more = true,
            maxLength = 15,
            example = "192.0.2.7")
        Optional<IpAddress> address,
    @Field(
            label = "Network",
            help = "By which of the target's addresses it is led to; its first when left open.",
            reference = "network",
            update = true,
            more = true)
        Optional<String> network,
    @Field(
            label = "Connections",
            help = "Whether those there are go on or end when it is pointed elsewhere.",
            byDefault = "keep",
            update = true,
            more = true)
        Connections connections,
    Optional<To> before) {
  /// What can be changed of where it leads.
  public record To(
      String target,
      PortRange publicPort,
      Optional<PortRange> targetPort,
      Optional<IpAddress> address,
      Optional<String> network) {}

  To to() {
    return new To(target, publicPort, targetPort, address, network);
  }

  /// The host's id; empty only before it was chosen.
  String hostId() {
    return host.orElse("");
  }

  Lead.Ports ports() {
    return new Lead.Ports(
        protocol, publicPort.first(), publicPort.last(), targetPort.orElse(publicPort).first());
  }

  /// How they stand in a host's reservations: `8080/tcp`, or `192.0.2.7:8080/tcp`.
  List<String> taken() {
    var at = address.map(a -> a + ":").orElse("");
    return IntStream.rangeClosed(publicPort.first(), publicPort.last())
        .mapToObj(port -> at + port + "/" + protocol.word())
        .toList();
  }

  /// Its name when none was asked for.
  static String called(String target, PortRange port, Transport protocol) {
    var suffix = protocol == Transport.UDP ? "-udp" : "";
    return (target + "-" + port + suffix).replaceAll("[^A-Za-z0-9_.-]", "-");
  }

  public PortSpec named(String called) {
    return new PortSpec(
        Optional.of(called),
        target,
        publicPort,
        targetPort,
        protocol,
        host,
        address,
        network,
        connections,
        before);
  }

  PortSpec resolved(String targetId, String hostId, String called) {
    return new PortSpec(
        Optional.of(name.orElse(called)),
        targetId,
        publicPort,
        targetPort,
        protocol,
        Optional.of(hostId),
        address,
        network,
        connections,
        before);
  }

  PortSpec after(To last) {
    return new PortSpec(
        name,
        target,
        publicPort,
        targetPort,
        protocol,
        host,
        address,
        network,
        connections,
        Optional.of(last));
  }

  /// Where it led before; once more leads back again.
  PortSpec undone() {
    var to = before.orElseThrow();
    return new PortSpec(
        name,
        to.target(),
        to.publicPort(),
        to.targetPort(),
        protocol,
        host,
        to.address(),
        to.network(),
        connections,
        Optional.of(to()));
  }
}
