package io.stampede.container;

import io.stampede.client.KindFace;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.edge.ContainerPorts;
import io.stampede.edge.Listeners;
import io.stampede.engine.Kind;
import io.stampede.engine.Phase;
import io.stampede.engine.ResourceId;
import io.stampede.network.Addresses;
import io.stampede.network.ContainerLink;
import io.stampede.network.Guarded;
import io.stampede.network.Nic;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.KindSchema;
import io.stampede.store.Placing;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Containers as every face offers them.
public final class ContainerFace implements KindFace<ContainerSpec, ContainerFacts, ContainerStep> {
  static final String ID_PREFIX = "ct";

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
          ContainerActions.all());

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
        ? Optional.of(spec.tied(spec.bond().shownAs(Optional.of(ContainerActions.elsewhere(spec)))))
        : Optional.empty();
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
    return ContainerPlaces.of(id, wanted, before, world);
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
    if (!ContainerPlaces.isManaged(wanted)) {
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
    ContainerPorts.check(
        wanted.ports(), ContainerPlaces.isManaged(wanted), ContainerPlaces.published(wanted));
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
    return ContainerActions.act(action, spec, seen, SCHEMA);
  }

  @Override
  public Map<String, Object> ask(ActionSchema action, Map<String, ?> input) {
    return DockerRunForm.answer(input);
  }

  @Override
  public boolean removes(ActionSchema action) {
    return action.name().equals(ContainerActions.FORGET);
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
