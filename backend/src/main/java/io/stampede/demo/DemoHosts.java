package io.stampede.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stampede.component.Component;
import io.stampede.component.Components;
import io.stampede.container.ContainerHost;
import io.stampede.container.ContainerHosts;
import io.stampede.container.ImageRef;
import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import io.stampede.engine.Sight;
import io.stampede.figures.Counters;
import io.stampede.host.ComponentSeen;
import io.stampede.host.HostAccess;
import io.stampede.host.HostFacts;
import io.stampede.host.HostFacts.Mark;
import io.stampede.host.HostSpec;
import io.stampede.ssh.Endpoint;
import io.stampede.ssh.HostKey;
import io.stampede.ssh.SshFailure;
import io.stampede.ssh.SshFailure.Reason;
import io.stampede.ssh.Terminal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Hosts in memory: there is one at every address, and it accepts every key but the text `wrong`.
public final class DemoHosts implements HostAccess, ContainerHosts {
  private static final Duration BOOTING = Duration.ofSeconds(4);

  /// One emulated host.
  public static final class Machine {
    private final Faults faults = new Faults();
    private final ConcurrentMap<String, ComponentSeen> components = new ConcurrentHashMap<>();
    private final DemoContainerHost containers;
    private final DemoFigures figures;
    private final InstantSource clock;
    private volatile Mark mark = Mark.NONE;
    private volatile String boot = UUID.randomUUID().toString();
    private volatile Instant back = Instant.EPOCH;
    private volatile List<Problem> problems = List.of();

    private Machine(String address, InstantSource clock) {
      this.clock = clock;
      containers = new DemoContainerHost(address, clock, faults);
      figures = new DemoFigures(address, clock.instant());
      containers.image(new ImageRef("lab/busybox:1"));
      containers.inRegistry(new ImageRef("nginx:1.27"));
    }

    public Faults faults() {
      return faults;
    }

    public DemoContainerHost containers() {
      return containers;
    }

    private synchronized void reboot(String ending) {
      if (!boot.equals(ending)) return;
      boot = UUID.randomUUID().toString();
      back = clock.instant().plus(BOOTING);
    }

    private boolean isBooting() {
      return clock.instant().isBefore(back);
    }

    public Mark mark() {
      return mark;
    }

    /// What the next surveys find to be wrong with it.
    public void problems(List<Problem> wrong) {
      problems = List.copyOf(wrong);
    }
  }

  /// What stands for the network component where this console brings none.
  private static final ComponentSeen NET =
      new ComponentSeen(
          Components.NET, "emulated0000", ComponentSeen.State.RUNNING, "ready (emulated)");

  private final InstantSource clock;
  private final boolean networked;
  private final ConcurrentMap<String, Machine> byAddress = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Machine> opened = new ConcurrentHashMap<>();

  public DemoHosts(InstantSource clock) {
    this(clock, false);
  }

  /// @param networked whether hosts that are taken can be on managed networks without being brought
  ///   the component for it
  public DemoHosts(InstantSource clock, boolean networked) {
    this.clock = clock;
    this.networked = networked;
  }

  public Machine at(String address) {
    return byAddress.computeIfAbsent(address, a -> new Machine(a, clock));
  }

  /// The machine behind a host that has been looked at.
  public Optional<Machine> machine(String hostId) {
    return Optional.ofNullable(opened.get(hostId));
  }

  @Override
  public Optional<ContainerHost> find(String hostId) {
    return machine(hostId).map(Machine::containers);
  }

  @Override
  public HostKey hostKey(Endpoint endpoint) throws SshFailure {
    var address = endpoint.address().value();
    var outage = at(address).faults().outage(address);
    if (outage.isPresent()) throw new SshFailure(Reason.UNREACHABLE, outage.get().message());
    return new HostKey("ssh-ed25519", fingerprint(address));
  }

  private static String fingerprint(String address) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(address.getBytes(UTF_8));
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void tryOut(HostSpec spec) throws SshFailure {
    var seen =
        hostKey(
            new Endpoint(spec.address(), spec.access().port(), spec.user(), java.util.List.of()));
    boolean same =
        spec.access().hostKey().filter(k -> k.value().equals(seen.fingerprint())).isPresent();
    if (!same) {
      throw new SshFailure(
          Reason.HOST_KEY_CHANGED,
          "%s shows %s, not the pinned key".formatted(spec.address(), seen.fingerprint()));
    }
    if (spec.access().privateKey().filter("wrong"::equals).isPresent()) {
      throw new SshFailure(
          Reason.AUTH_REFUSED,
          "%s refused the key of user %s".formatted(spec.address(), spec.user()));
    }
  }

  @Override
  public Sight<HostFacts> survey(String id, HostSpec spec) {
    var machine = at(spec.address().value());
    opened.put(id, machine);
    var outage = outage(machine, spec.name().value());
    return outage.isPresent()
        ? new Sight.Unseen<>(outage.get(), clock.instant())
        : new Sight.Found<>(facts(spec, machine), clock.instant());
  }

  private static Optional<Problem> outage(Machine machine, String name) {
    if (!machine.isBooting()) return machine.faults().outage(name);
    return Optional.of(Problem.host("unreachable", name + " does not answer: it starts anew", ""));
  }

  private static HostFacts facts(HostSpec spec, Machine machine) {
    var wrong = machine.problems;
    return new HostFacts(
        "Emulated Linux",
        "6.12.0",
        "x86_64",
        spec.name().value(),
        "Emulated CPU at 3.00 GHz",
        8,
        4,
        16384,
        200,
        150,
        List.of("vda · 200 GiB · emulated"),
        List.of("eth0 " + spec.address().value() + "/24"),
        Map.of("eth0", 1500),
        Optional.of("27.5.1"),
        Optional.of("11.0.0"),
        0,
        0,
        true,
        machine.boot,
        1,
        wrong.stream().map(Problem::code).toList(),
        machine.mark,
        wrong,
        machine.components.values().stream()
            .sorted(Comparator.comparing(ComponentSeen::name))
            .toList(),
        false);
  }

  List<String> hosts() {
    return List.copyOf(opened.keySet());
  }

  Optional<Counters> read(String hostId) {
    return machine(hostId)
        .filter(machine -> outage(machine, hostId).isEmpty())
        .map(machine -> machine.figures.at(clock.instant(), machine.boot));
  }

  @Override
  public Terminal terminal(String id, HostSpec spec) throws SshFailure {
    var outage = at(spec.address().value()).faults().outage(spec.name().value());
    if (outage.isPresent()) throw new SshFailure(Reason.UNREACHABLE, outage.get().message());
    return DemoShell.open(spec.user() + "@" + spec.name());
  }

  @Override
  public Outcome claim(String id, HostSpec spec) {
    return marked(spec, Mark.OURS);
  }

  @Override
  public Outcome release(String id, HostSpec spec) {
    return marked(spec, Mark.NONE);
  }

  /// Goes away at once, and is back after a moment in another boot.
  @Override
  public Outcome reboot(String id, HostSpec spec, String boot) {
    var machine = at(spec.address().value());
    return machine
        .faults()
        .during(
            spec.name().value(),
            () -> {
              machine.reboot(boot);
              return Outcome.done();
            });
  }

  @Override
  public Outcome load(String id, HostSpec spec, Component component) {
    return has(spec, component, ComponentSeen.State.LOADED, "");
  }

  @Override
  public Outcome start(String id, HostSpec spec, Component component) {
    return has(spec, component, ComponentSeen.State.RUNNING, "ready");
  }

  private Outcome has(HostSpec spec, Component component, ComponentSeen.State state, String said) {
    var machine = at(spec.address().value());
    var seen = new ComponentSeen(component.name(), component.version(), state, said);
    return machine
        .faults()
        .during(
            spec.name().value(),
            () -> {
              machine.components.put(component.name(), seen);
              return Outcome.done();
            });
  }

  private Outcome marked(HostSpec spec, Mark mark) {
    var machine = at(spec.address().value());
    return machine
        .faults()
        .during(
            spec.name().value(),
            () -> {
              machine.mark = mark;
              if (mark == Mark.NONE) machine.components.clear();
              else if (networked) machine.components.putIfAbsent(NET.name(), NET);
              return Outcome.done();
            });
  }

  @Override
  public void close(String id) {
    opened.remove(id);
  }
}
