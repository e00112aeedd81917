package io.stampede.container;

import io.stampede.adoption.Bond;
import io.stampede.edge.ContainerPort;
import io.stampede.network.Card;
import io.stampede.network.ContainerLink;
import io.stampede.network.GroupName;
import io.stampede.network.Nic;
import io.stampede.placement.Wish;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A spec under change: the one place that knows the order of its parts.
final class ContainerSpecDraft {
  ContainerName name;
  Optional<String> host = Optional.empty();
  ImageRef image;
  List<String> command = List.of();
  List<String> entrypoint = List.of();
  Map<String, String> env = Map.of();
  Map<String, String> labels = Map.of();
  Optional<String> workingDir = Optional.empty();
  Optional<String> user = Optional.empty();
  RestartPolicy restartPolicy = RestartPolicy.NO;
  Limits limits = Limits.NONE;
  List<Nic> networks = List.of();
  List<GroupName> securityGroups = List.of();
  List<Mount> volumes = List.of();
  List<PublishedPort> publish = List.of();
  List<ContainerPort> ports = List.of();
  List<ContainerLink> links = List.of();
  ContainerOptions options = ContainerOptions.USUAL;
  Wish wish = Wish.NONE;
  Bond bond = Bond.HERE;
  boolean running = true;
  Optional<Instant> endedRun = Optional.empty();
  boolean hurry;
  boolean forgotten;
  List<Card> cards = List.of();
  Map<String, String> hosts = Map.of();
  ContainerLife life = ContainerLife.NEW;

  ContainerSpecDraft(ContainerName name, ImageRef image) {
    this.name = name;
    this.image = image;
  }

  ContainerSpecDraft(ContainerSpec spec) {
    this(spec.name(), spec.image());
    host = spec.host();
    command = spec.command();
    entrypoint = spec.entrypoint();
    env = spec.env();
    labels = spec.labels();
    workingDir = spec.workingDir();
    user = spec.user();
    restartPolicy = spec.restartPolicy();
    limits = spec.limits();
    networks = spec.networks();
    securityGroups = spec.securityGroups();
    volumes = spec.volumes();
    publish = spec.publish();
    ports = spec.ports();
    links = spec.links();
    options = spec.options();
    wish = spec.wish();
    bond = spec.bond();
    running = spec.running();
    endedRun = spec.endedRun();
    hurry = spec.hurry();
    forgotten = spec.forgotten();
    cards = spec.cards();
    hosts = spec.hosts();
    life = spec.life();
  }

  ContainerSpec spec() {
    return new ContainerSpec(
        name,
        host,
        image,
        command,
        entrypoint,
        env,
        labels,
        workingDir,
        user,
        restartPolicy,
        limits.memoryMib(),
        limits.cpus(),
        networks,
        securityGroups,
        volumes,
        publish,
        ports,
        links,
        options,
        wish,
        bond,
        running,
        endedRun,
        hurry,
        forgotten,
        Card.addresses(cards),
        cards,
        hosts,
        life);
  }
}
