package io.stampede.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stampede.container.ContainerHost;
import io.stampede.container.ContainerHosts;
import io.stampede.container.ImageRef;
import io.stampede.engine.Outcome;
import io.stampede.engine.Sight;
import io.stampede.host.HostAccess;
import io.stampede.host.HostFacts;
import io.stampede.host.HostFacts.Mark;
import io.stampede.host.HostSpec;
import io.stampede.ssh.Endpoint;
import io.stampede.ssh.HostKey;
import io.stampede.ssh.SshFailure;
import io.stampede.ssh.SshFailure.Reason;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Hosts in memory: there is one at every address, and it accepts every key but the text `wrong`.
public final class DemoHosts implements HostAccess, ContainerHosts {
  /// One emulated host.
  public static final class Machine {
    private final Faults faults = new Faults();
    private final DemoContainerHost containers;
    private volatile Mark mark = Mark.NONE;

    private Machine(String address, InstantSource clock) {
      containers = new DemoContainerHost(address, clock, faults);
      containers.image(new ImageRef("lab/busybox:1"));
      containers.inRegistry(new ImageRef("nginx:1.27"));
    }

    public Faults faults() {
      return faults;
    }

    public DemoContainerHost containers() {
      return containers;
    }

    public Mark mark() {
      return mark;
    }
  }

  private final InstantSource clock;
  private final ConcurrentMap<String, Machine> byAddress = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Machine> opened = new ConcurrentHashMap<>();

  public DemoHosts(InstantSource clock) {
    this.clock = clock;
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
    var seen = hostKey(new Endpoint(spec.address(), spec.port(), spec.user(), java.util.List.of()));
    boolean same = spec.hostKey().filter(k -> k.value().equals(seen.fingerprint())).isPresent();
    if (!same) {
      throw new SshFailure(
          Reason.HOST_KEY_CHANGED,
          "%s shows %s, not the pinned key".formatted(spec.address(), seen.fingerprint()));
    }
    if (spec.privateKey().filter("wrong"::equals).isPresent()) {
      throw new SshFailure(
          Reason.AUTH_REFUSED,
          "%s refused the key of user %s".formatted(spec.address(), spec.user()));
    }
  }

  @Override
  public Sight<HostFacts> survey(String id, HostSpec spec) {
    var machine = at(spec.address().value());
    opened.put(id, machine);
    var outage = machine.faults().outage(spec.name().value());
    return outage.isPresent()
        ? new Sight.Unseen<>(outage.get(), clock.instant())
        : new Sight.Found<>(facts(spec, machine.mark), clock.instant());
  }

  private static HostFacts facts(HostSpec spec, Mark mark) {
    return new HostFacts(
        "Emulated Linux",
        "6.12.0",
        "x86_64",
        spec.name().value(),
        8,
        16384,
        200,
        150,
        Optional.of("27.5.1"),
        Optional.of("11.0.0"),
        true,
        "00000000-0000-4000-8000-000000000000",
        1,
        mark);
  }

  @Override
  public Outcome claim(String id, HostSpec spec) {
    return marked(spec, Mark.OURS);
  }

  @Override
  public Outcome release(String id, HostSpec spec) {
    return marked(spec, Mark.NONE);
  }

  private Outcome marked(HostSpec spec, Mark mark) {
    var machine = at(spec.address().value());
    return machine
        .faults()
        .during(
            spec.name().value(),
            () -> {
              machine.mark = mark;
              return Outcome.done();
            });
  }

  @Override
  public void close(String id) {
    opened.remove(id);
  }
}
