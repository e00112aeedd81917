package io.stampede.container;

import io.stampede.adoption.Bond;
import io.stampede.adoption.Bonded;
import io.stampede.edge.ContainerPort;
import io.stampede.network.Card;
import io.stampede.network.ContainerLink;
import io.stampede.network.GroupName;
import io.stampede.network.Guarded;
import io.stampede.network.Linked;
import io.stampede.network.Nic;
import io.stampede.network.Plugged;
import io.stampede.placement.Wish;
import io.stampede.schema.Field;
import io.stampede.schema.Inline;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// A container as one asks for it, in Docker's own words.
///
/// @param host the id of the host it is on; open only until it is placed
/// @param running set by start and stop
/// @param endedRun the run (by when it started) that is to end: as long as it is the last run, the
///   container is started anew. So a restart is asked for without a clock, and done once
/// @param hurry whether stopping means killing
/// @param forgotten whether it is dropped as it is, without reaching its host
/// @param cards what it was given on managed networks
/// @param hosts addresses by name that it is told when it is made
public record ContainerSpec(
    @Field(
            label = "Name",
            help = "The container's name in Docker too.",
            column = true,
            update = true,
            maxLength = 63,
            example = "web1")
        ContainerName name,
    @Field(
            label = "Host",
            help = "Where it runs; one that fits is chosen when this is left open.",
            reference = "host",
            column = true)
        Optional<String> host,
    @Field(
            label = "Image",
            help = "Taken from the host where it has it, else pulled.",
            column = true,
            update = true,
            maxLength = 255,
            example = "nginx:1.27")
        ImageRef image,
    @Field(
            label = "Command",
            help = "Instead of the image's own.",
            update = true,
            example = "sleep 3600")
        List<String> command,
    @Field(
            label = "Entrypoint",
            group = "Process",
            help = "Instead of the image's own.",
            update = true,
            more = true)
        List<String> entrypoint,
    @Field(
            label = "Environment",
            group = "Process",
            help = "Variables and their values.",
            update = true)
        Map<String, String> env,
    @Field(label = "Labels", group = "Process", help = "Docker labels.", update = true, more = true)
        Map<String, String> labels,
    @Field(
            label = "Working folder",
            group = "Process",
            update = true,
            more = true,
            pattern = "/.*",
            example = "/srv")
        Optional<String> workingDir,
    @Field(
            label = "User",
            group = "Process",
            help = "Name or number, with a group if you like.",
            update = true,
            more = true,
            pattern = "[A-Za-z0-9_][A-Za-z0-9_.-]*(:[A-Za-z0-9_][A-Za-z0-9_.-]*)?",
            example = "1000:1000")
        Optional<String> user,
    @Field(
            label = "Restart policy",
            help = "When Docker starts it again by itself.",
            byDefault = "no",
            update = true)
        RestartPolicy restartPolicy,
    @Field(
            label = "Memory",
            group = "Limits",
            help = "At most; can be changed while it runs.",
            unit = "MiB",
            update = true,
            more = true,
            min = 6,
            max = 1 << 24)
        OptionalInt memoryMib,
    @Field(
            label = "CPUs",
            group = "Limits",
            help = "At most; 0.5 is half of one. Can be changed while it runs.",
            update = true,
            more = true,
            example = "0.5")
        Optional<Cpus> cpus,
    @Field(
            label = "Networks",
            group = "Network",
            suggests = "network",
            help =
                "Managed networks, as managed or managed=10.42.0.7, and Docker networks of the"
                    + " host, as docker:bridge, docker:host, docker:none or docker:NAME; Docker's"
                    + " bridge when none is given.",
            example = "managed")
        List<Nic> networks,
    @Field(
            label = "Security groups",
            group = "Network",
            suggests = "securityGroup",
            help =
                "Who may reach it on managed networks; the group default when none is given. Can be"
                    + " changed while it runs.",
            update = true,
            example = "web")
        List<GroupName> securityGroups,
    @Field(
            label = "Volumes",
            group = "Storage",
            help = "Volumes or folders of the host, and where the container sees them.",
            update = true,
            more = true,
            example = "data:/var/lib/data")
        List<Mount> volumes,
    @Field(
            label = "Published ports",
            group = "Network",
            help =
                "Ports of the host that Docker itself has lead to ports of the container; to change"
                    + " them makes it anew.",
            update = true,
            more = true,
            maxLength = 64,
            example = "8080:80")
        List<PublishedPort> publish,
    @Field(
            label = "Ports",
            group = "Network",
            help =
                "Ports of the host that lead to it on a managed network, as 8080:80, 53:53/udp or"
                    + " 192.0.2.7:8080:80. Each becomes a published port of its own, which can be"
                    + " pointed elsewhere.",
            maxLength = 64,
            example = "8080:80")
        List<ContainerPort> ports,
    @Field(
            label = "Links",
            group = "Network",
            suggests = {"container", "virtualMachine"},
            help =
                "Other containers or machines, under an address that stays: TARGET, TARGET:ALIAS,"
                    + " or TARGET:ALIAS:PORTS. It gets Docker's variables and the alias.",
            more = true,
            maxLength = 340,
            example = "db1:db")
        List<ContainerLink> links,
    @Inline ContainerOptions options,
    @Inline(group = "Placement") Wish wish,
    @Inline Bond bond,
    @Field(label = "Wanted running", byDefault = "true", create = false, more = true)
        boolean running,
    Optional<Instant> endedRun,
    boolean hurry,
    boolean forgotten,
    @Field(label = "Address", help = "On managed networks.", create = false, column = true)
        Optional<String> address,
    List<Card> cards,
    Map<String, String> hosts,
    @Inline ContainerLife life)
    implements Bonded, Guarded, Plugged {

  public ContainerSpec {
    networks = List.copyOf(networks);
    securityGroups = List.copyOf(securityGroups);
    cards = List.copyOf(cards);
    command = List.copyOf(command);
    entrypoint = List.copyOf(entrypoint);
    env = Map.copyOf(env);
    labels = Map.copyOf(labels);
    volumes = List.copyOf(volumes);
    publish = List.copyOf(publish);
    ports = List.copyOf(ports);
    links = List.copyOf(links);
    hosts = Map.copyOf(hosts);
  }

  /// The host's id; empty only before it was placed.
  @Override
  public String hostId() {
    return host.orElse("");
  }

  Limits limits() {
    return new Limits(memoryMib, cpus);
  }

  /// What it is plugged into, the first one first.
  public List<Nic> nics() {
    return networks.isEmpty() ? List.of(Nic.DOCKER_BRIDGE) : networks;
  }

  /// Its card on a managed network.
  public Optional<Card> card(String networkName) {
    return cards.stream().filter(c -> c.name().equals(networkName)).findFirst();
  }

  /// Docker has the default route by the network whose name comes first.
  @Override
  public Optional<Card> leadsOut() {
    return nics().stream()
        .min(Comparator.comparing(this::dockerNetwork))
        .flatMap(Nic::asManaged)
        .flatMap(managed -> card(managed.network()));
  }

  /// What Docker calls the network that a card is plugged into.
  public String dockerNetwork(Nic nic) {
    return switch (nic.plug()) {
      case Nic.Plug.Docker(var network) -> network;
      case Nic.Plug.Managed(var network, var _) -> card(network).map(Card::bridge).orElse(network);
      case Nic.Plug.Libvirt _, Nic.Plug.Bridge _, Nic.Plug.Macvtap _ -> nic.value();
    };
  }

  @Override
  public String ownName() {
    return name.value();
  }

  @Override
  public ContainerSpec tied(Bond next) {
    return with(d -> d.bond = next);
  }

  /// The same container as it would be shown on a host, whoever made it: without its environment,
  /// which may hold secrets.
  public ContainerSpec on(String hostId, Bond tie) {
    return with(d -> {
      d.host = Optional.of(hostId);
      d.bond = tie;
      d.env = Map.of();
    });
  }

  ContainerSpec placed(String on, String why) {
    return with(d -> {
      d.host = Optional.of(on);
      d.wish = wish.with(why);
    });
  }

  ContainerSpec carded(List<Card> given) {
    return with(d -> {
      d.cards = given;
      d.networks = nics();
    });
  }

  /// As it is made: with what it is told about its links. What was asked for goes before.
  ContainerSpec told(Linked linked) {
    if (linked.equals(Linked.NONE)) return this;
    return with(d -> {
      var all = new HashMap<>(linked.env());
      all.putAll(options.process().variables());
      all.putAll(env);
      d.env = all;
      d.hosts = linked.hosts();
    });
  }

  /// All variables that it is made with.
  Map<String, String> variables() {
    var all = new HashMap<>(options.process().variables());
    all.putAll(env);
    return all;
  }

  /// As which one it is to be made.
  int edition() {
    return life.edition();
  }

  ContainerSpec living(ContainerLife next) {
    return with(d -> d.life = next);
  }

  /// Its processes stand still, or go on.
  ContainerSpec still(ContainerLife.Still wanted) {
    return with(d -> {
      d.running = true;
      d.bond = bond.touched();
      d.life = life.still(Optional.of(wanted));
    });
  }

  /// From now on looked after here, as it was last seen.
  ContainerSpec adopted(boolean isOn, RestartPolicy seen, Limits within) {
    return with(d -> {
      d.bond = bond.adopted();
      d.running = isOn;
      d.restartPolicy = seen;
      d.limits = within;
    });
  }

  /// What a person asked for is from now on to be so.
  ContainerSpec touched(boolean isOn) {
    return with(d -> {
      d.bond = bond.touched();
      d.running = isOn;
    });
  }

  /// Running, in another run than the one last seen.
  ContainerSpec startedAfter(Optional<Instant> run) {
    return turned(true, run.or(() -> endedRun), false);
  }

  ContainerSpec stopped() {
    return turned(false, endedRun, false);
  }

  ContainerSpec killed() {
    return turned(false, endedRun, true);
  }

  private ContainerSpec turned(boolean on, Optional<Instant> ended, boolean fast) {
    return with(d -> {
      d.running = on;
      d.endedRun = ended;
      d.hurry = fast;
      d.bond = bond.touched();
      d.life = life.still(Optional.empty());
    });
  }

  ContainerSpec asForgotten() {
    return with(d -> d.forgotten = true);
  }

  private ContainerSpec with(Consumer<ContainerSpecDraft> change) {
    var draft = new ContainerSpecDraft(this);
    change.accept(draft);
    return draft.spec();
  }
}
