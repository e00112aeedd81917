package io.stampede.container;

import io.stampede.adoption.Bond;
import io.stampede.client.KindFace;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.edge.ContainerPort;
import io.stampede.edge.ContainerPorts;
import io.stampede.edge.Listeners;
import io.stampede.engine.Kind;
import io.stampede.engine.Phase;
import io.stampede.engine.ResourceId;
import io.stampede.network.Addresses;
import io.stampede.network.ContainerLink;
import io.stampede.network.Guarded;
import io.stampede.network.Nic;
import io.stampede.placement.Ask;
import io.stampede.placement.Places;
import io.stampede.placement.Rooms;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.KindSchema;
import io.stampede.store.Amount;
import io.stampede.store.Placing;
import io.stampede.store.Reservation;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Containers as every face offers them.
public final class ContainerFace implements KindFace<ContainerSpec, ContainerFacts, ContainerStep> {
  static final String ID_PREFIX = "ct";
  static final String START = "start";
  static final String STOP = "stop";
  static final String RESTART = "restart";
  static final String KILL = "kill";
  static final String FORGET = "forget";
  static final String PAUSE = "pause";
  static final String UNPAUSE = "unpause";
  static final String RECREATE = "recreate";

  /// Docker networks beside which a container has no other.
  private static final Set<String> ALONE = Set.of("host", "none");

  private static final Set<Phase> ON = EnumSet.of(Phase.RUNNING, Phase.PAUSED);

  private static final KindSchema SCHEMA =
      KindSchema.of(
          ContainerKind.NAME,
          "Container",
          "Containers",
          "A Docker container on one of the hosts.",
          ContainerSpec.class,
          ContainerFacts.class,
          ActionSchema.of(START, "Start", "Starts it again.", Phase.STOPPED),
          ActionSchema.of(
              STOP,
              "Stop",
              "Asks it to end, and ends it when it does not within 10 seconds.",
              Phase.RUNNING,
              Phase.PAUSED,
              Phase.STARTING,
              Phase.ERROR),
          ActionSchema.of(
              RESTART,
              "Restart",
              "Stops it and starts it again.",
              Phase.RUNNING,
              Phase.PAUSED,
              Phase.ERROR),
          ActionSchema.of(
                  KILL,
                  "Kill",
                  "Ends it at once, without asking.",
                  Phase.RUNNING,
                  Phase.PAUSED,
                  Phase.STOPPING,
                  Phase.ERROR)
              .asDestructive(),
          ActionSchema.of(
              PAUSE, "Pause", "Its processes stand still, and keep their memory.", Phase.RUNNING),
          ActionSchema.of(UNPAUSE, "Unpause", "Its processes go on.", Phase.PAUSED),
          ActionSchema.of(
                  RECREATE,
                  "Re-create",
                  "Makes it anew as it is described, with its name, volumes and addresses; what it"
                      + " keeps elsewhere is lost. When the new one does not come up, the former is"
                      + " brought back.",
                  Phase.RUNNING,
                  Phase.PAUSED,
                  Phase.STOPPED,
                  Phase.ERROR)
              .asDestructive(),
          DockerRunForm.PARSE,
          Bond.adopt(),
          Bond.takeOver(),
          Bond.release(),
          ActionSchema.of(
                  FORGET,
                  "Forget",
                  "Drops it from this console without reaching its host: there it stays as it is.",
                  Phase.UNREACHABLE,
                  Phase.ERROR,
                  Phase.REMOVING)
              .asDestructive());

  private final ContainerKind kind;
  private final ContainerHosts hosts;
  private final Listeners listeners;

  /// Where nobody is asked who listens on a host.
  public ContainerFace(ContainerKind kind, ContainerHosts hosts) {
    this(kind, hosts, (_, _) -> Optional.empty());
  }

  public ContainerFace(ContainerKind kind, ContainerHosts hosts, Listeners listeners) {
    this.kind = kind;
    this.hosts = hosts;
    this.listeners = listeners;
  }

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Kind<ContainerSpec, ContainerFacts, ContainerStep> kind() {
    return kind;
  }

  @Override
  public Class<ContainerSpec> specType() {
    return ContainerSpec.class;
  }

  @Override
  public Class<ContainerFacts> factsType() {
    return ContainerFacts.class;
  }

  @Override
  public String idPrefix() {
    return ID_PREFIX;
  }

  @Override
  public String name(ContainerSpec spec) {
    return spec.bond().shownAs().orElse(spec.name().value());
  }

  @Override
  public Optional<ContainerSpec> otherName(ContainerSpec spec) {
    boolean isAdopted = spec.bond().isAdopted() && spec.bond().shownAs().isEmpty();
    return isAdopted
        ? Optional.of(spec.tied(spec.bond().shownAs(Optional.of(elsewhere(spec)))))
        : Optional.empty();
  }

  /// No name that people can give looks like it.
  private static String elsewhere(ContainerSpec spec) {
    return spec.name() + "@" + spec.hostId();
  }

  @Override
  public boolean offers(ActionSchema action, ContainerSpec spec) {
    return action.name().equals(KindSchema.RETRY) || spec.bond().offers(action);
  }

  @Override
  public void mayRemove(String id, ContainerSpec spec, Resources world) {
    spec.bond().mustBeOurs(spec.name().value());
  }

  @Override
  public boolean isPlaced() {
    return true;
  }

  @Override
  public Optional<String> whyThere(ContainerSpec spec) {
    return spec.wish().placed();
  }

  @Override
  public Placing placing(
      ResourceId id, ContainerSpec wanted, Optional<ContainerSpec> before, Resources world) {
    if (wanted.bond().isForeign()) return _ -> new Placing.Placed(wanted, kept(id, wanted));
    var ask = ask(id, wanted, before);
    boolean grows =
        before.isEmpty()
            || ask.amount().exceeds(amount(before.get()))
            || !published(before.get()).containsAll(published(wanted));
    var had = Addresses.held(wanted.cards());
    if (!grows || wanted.bond().untouched()) {
      return _ -> new Placing.Placed(wanted, Places.keep(ask).map(r -> r.holding(had)));
    }
    var rooms = Rooms.of(world);
    var addresses = Addresses.of(world);
    var named = wanted.host().flatMap(host -> world.resource("host", host));
    return others -> {
      // what they become is reserved for itself
      var ports = before.isEmpty() ? wanted.ports() : List.<ContainerPort>of();
      named.ifPresent(host -> ContainerPorts.refuseTaken(ports, host, others));
      var all = ask.besides(ContainerPorts.taken(ports));
      var where =
          isManaged(wanted) ? all.onManaged(addresses.onlyHost(wanted.nics(), others)) : all;
      var place = Places.find(where, rooms, others);
      var taken = place.reservation().taking(ask.ports());
      if (before.isPresent()) {
        return new Placing.Placed(wanted, Optional.of(taken.holding(had)));
      }
      var wish =
          new Addresses.Wish(
              id, ask.name(), place.host(), place.name(), wanted.nics(), wanted.cards());
      var cards = addresses.choose(wish, others);
      return new Placing.Placed(
          wanted.placed(place.host(), place.why()).carded(cards),
          Optional.of(taken.holding(Addresses.held(cards))));
    };
  }

  private static boolean isManaged(ContainerSpec wanted) {
    return wanted.nics().stream().anyMatch(nic -> nic.asManaged().isPresent());
  }

  private static List<String> published(ContainerSpec wanted) {
    return wanted.publish().stream().flatMap(p -> p.ofHost().stream()).toList();
  }

  /// What was given back keeps its addresses as long as it is there: it goes on using them.
  private static Optional<Reservation> kept(ResourceId id, ContainerSpec spec) {
    if (spec.cards().isEmpty()) return Optional.empty();
    return Optional.of(
        new Reservation(
            id,
            spec.name().value(),
            spec.hostId(),
            Amount.NOTHING,
            List.of(),
            List.of(),
            Addresses.held(spec.cards())));
  }

  private static Ask ask(ResourceId id, ContainerSpec wanted, Optional<ContainerSpec> before) {
    return new Ask(
        id,
        wanted.name().value(),
        wanted.host(),
        Ask.Engine.DOCKER,
        amount(wanted),
        published(wanted),
        wanted.wish(),
        before.map(ContainerFace::amount));
  }

  /// A container without limits reserves nothing: what it really takes shows in what is free.
  private static Amount amount(ContainerSpec spec) {
    return new Amount(
        spec.cpus().map(c -> c.nano() / 1_000_000).orElse(0L), spec.memoryMib().orElse(0), 0);
  }

  @Override
  public ContainerSpec admit(
      String id, ContainerSpec wanted, Optional<ContainerSpec> before, Resources world) {
    before.ifPresent(spec -> spec.bond().mustBeOurs(spec.name().value()));
    before.ifPresent(spec -> mustKeepLimits(spec, wanted));
    for (var variable : wanted.env().entrySet()) {
      if (variable.getKey().isEmpty() || variable.getKey().contains("=")) {
        throw Refused.field("env", "invalid", "a variable's name is empty or holds “=”", "");
      }
      if ((variable.getKey() + variable.getValue()).indexOf('\0') >= 0) {
        throw Refused.field("env", "invalid", "a variable holds NUL", "");
      }
    }
    for (var label : wanted.labels().keySet()) {
      if (before.filter(spec -> spec.labels().containsKey(label)).isPresent()) continue;
      if (label.isEmpty() || label.startsWith("stampede.")) {
        throw Refused.field(
            "labels", "reserved", "“%s” is not yours to set".formatted(label), "leave it out");
      }
    }
    if (before.isEmpty()) checkNics(wanted, Addresses.of(world));
    if (before.isEmpty()) checkLinks(wanted);
    if (before.isEmpty()) checkPorts(wanted, world);
    Guarded.check(wanted, wanted.nics(), world);
    var noted = before.map(spec -> ContainerChanges.noted(spec, wanted, SCHEMA)).orElse(wanted);
    boolean toBeMade = before.filter(spec -> spec.edition() == noted.edition()).isEmpty();
    if (toBeMade) ContainerChecks.check(noted);
    return noted.bond().untouched()
        ? noted.touched(isOn(world.resource(ContainerKind.NAME, id)))
        : noted;
  }

  /// Docker can change a limit, but not lift it.
  private static void mustKeepLimits(ContainerSpec before, ContainerSpec wanted) {
    boolean memory = before.memoryMib().isPresent() && wanted.memoryMib().isEmpty();
    boolean cpus = before.cpus().isPresent() && wanted.cpus().isEmpty();
    if (!memory && !cpus) return;
    throw Refused.field(
        memory ? "memoryMib" : "cpus",
        "not-lifted",
        "Docker can change a limit of a container, but not lift it",
        "set a high one, or make the container anew");
  }

  private static void checkNics(ContainerSpec wanted, Addresses addresses) {
    boolean alone = wanted.nics().size() == 1;
    for (var nic : wanted.nics()) {
      switch (nic.plug()) {
        case Nic.Plug.Managed _ -> {}
        case Nic.Plug.Docker(var name) when !alone && ALONE.contains(name) ->
            throw nics("alone", "%s leaves no room for another network".formatted(nic));
        case Nic.Plug.Docker _ -> {}
        case Nic.Plug.Libvirt _, Nic.Plug.Bridge _, Nic.Plug.Macvtap _ ->
            throw nics("not-for-containers", "%s is for machines".formatted(nic));
      }
    }
    if (wanted.nics().stream().distinct().count() < wanted.nics().size()) {
      throw nics("twice", "a network is named twice");
    }
    addresses.check(wanted.nics());
  }

  private static void checkLinks(ContainerSpec wanted) {
    var links = wanted.links();
    if (links.isEmpty()) return;
    if (!isManaged(wanted)) {
      throw Refused.field(
          "links",
          "off-network",
          "links are for containers on a managed network",
          "give it one under networks");
    }
    if (links.stream().map(ContainerLink::alias).distinct().count() < links.size()) {
      throw Refused.field("links", "twice", "an alias is given twice", "choose another one");
    }
  }

  private void checkPorts(ContainerSpec wanted, Resources world) {
    ContainerPorts.check(wanted.ports(), isManaged(wanted), published(wanted));
    if (wanted.ports().isEmpty()) return;
    wanted
        .host()
        .flatMap(host -> world.resource("host", host))
        .ifPresent(host -> ContainerPorts.check(wanted.ports(), host, listeners));
  }

  private static Refused nics(String code, String message) {
    return Refused.field("networks", code, message, "see the help of the field");
  }

  private static boolean isOn(Optional<Resource> resource) {
    return resource.map(r -> r.status().phase()).filter(ON::contains).isPresent();
  }

  @Override
  public ContainerSpec act(
      ActionSchema action,
      ContainerSpec spec,
      Optional<ContainerFacts> seen,
      Map<String, ?> input) {
    var run = seen.flatMap(ContainerFacts::startedAt);
    return switch (action.name()) {
      case START, RESTART -> spec.startedAfter(run);
      case STOP -> spec.stopped();
      case KILL -> spec.killed();
      case PAUSE -> spec.still(ContainerLife.Still.PAUSED);
      case UNPAUSE -> spec.still(ContainerLife.Still.GOING);
      case RECREATE -> ContainerChanges.anew(spec, SCHEMA);
      case FORGET -> spec.asForgotten();
      case Bond.ADOPT, Bond.TAKE_OVER -> adopted(spec, seen);
      case Bond.RELEASE -> released(spec, seen);
      default -> throw new IllegalStateException("no code for " + action.name());
    };
  }

  private static ContainerSpec adopted(ContainerSpec spec, Optional<ContainerFacts> seen) {
    var facts =
        seen.filter(f -> f.dockerId().isPresent())
            .orElseThrow(() ->
                Refused.conflict(
                    "not-seen", spec.name() + " was not looked at yet", "wait a moment"));
    return spec.adopted(facts.docker().isOn(), facts.policy(), facts.limits());
  }

  private static ContainerSpec released(ContainerSpec spec, Optional<ContainerFacts> seen) {
    var dockerId = seen.flatMap(ContainerFacts::dockerId);
    if (spec.bond().nativeId().isEmpty() && dockerId.isEmpty()) {
      throw Refused.conflict(
          "not-there", spec.name() + " is not on its host yet", "wait for it, or remove it");
    }
    return spec.tied(spec.bond().released(dockerId, elsewhere(spec)));
  }

  @Override
  public Map<String, Object> ask(ActionSchema action, Map<String, ?> input) {
    return DockerRunForm.answer(input);
  }

  @Override
  public boolean removes(ActionSchema action) {
    return action.name().equals(FORGET);
  }

  @Override
  public InputStream logs(String id, ContainerSpec spec, int tail, boolean follow) {
    var host =
        hosts
            .find(spec.hostId())
            .orElseThrow(() ->
                new Refused(Refused.Reason.UNREACHABLE, ContainerKind.notConnected(), List.of()));
    return host.logs(new ResourceId(ContainerKind.NAME, id), spec, tail, follow);
  }
}
