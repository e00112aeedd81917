package io.stampede.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stampede.client.Refused;
import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.image.ImageCopies;
import io.stampede.ssh.ByteStream;
import io.stampede.vm.VmFacts;
import io.stampede.vm.VmHost;
import io.stampede.vm.VmSpec;
import io.stampede.vm.VmStep;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Machines on emulated hosts.
public final class DemoVmHost implements VmHost {
  private record Place(String host, String name) {}

  private final DemoReach hosts;
  private final DemoImageHost images;
  private final InstantSource clock;
  private final Consumer<ResourceId> wake;
  private final ConcurrentMap<ResourceId, DemoMachine> machines = new ConcurrentHashMap<>();
  private final ConcurrentMap<Place, ResourceId> names = new ConcurrentHashMap<>();
  private final Set<Place> foreign = ConcurrentHashMap.newKeySet();

  /// @param wake look at this machine now
  public DemoVmHost(
      DemoReach hosts, DemoImageHost images, InstantSource clock, Consumer<ResourceId> wake) {
    this.hosts = hosts;
    this.images = images;
    this.clock = clock;
    this.wake = wake;
  }

  /// A machine of somebody else's appears.
  public void makeForeign(String hostId, String name) {
    foreign.add(new Place(hostId, name));
  }

  public boolean hasForeign(String hostId, String name) {
    return foreign.contains(new Place(hostId, name));
  }

  /// Somebody on the host switches a machine off.
  public void switchOffByHand(String hostId, String name) {
    var id = names.get(new Place(hostId, name));
    if (id != null) change(id, DemoMachine::stopped);
  }

  @Override
  public Sight<VmFacts> look(ResourceId id, VmSpec spec) {
    var trouble = hosts.outage(spec.host());
    if (trouble.isPresent()) return new Sight.Unseen<>(trouble.get(), clock.instant());
    var image = images.finished(spec.host(), spec.image());
    var machine = machines.getOrDefault(id, DemoMachine.NOTHING);
    boolean taken = machine.domain().isEmpty() && isForeign(spec);
    if (machine.domain().isEmpty() && !machine.disk() && image.isEmpty() && !taken) {
      return new Sight.Missing<>(clock.instant());
    }
    boolean runs = machine.runs();
    return new Sight.Found<>(
        new VmFacts(
            true,
            taken,
            machine.files(image),
            machine.domain(),
            ImageCopies.Copy.NONE,
            Optional.empty(),
            machine.domain().map(_ -> id.value()),
            runs ? Optional.of("demo/" + machine.run()) : Optional.empty(),
            runs ? Optional.of("/demo/" + id.value() + "/vnc.sock") : Optional.empty()),
        clock.instant());
  }

  private boolean isForeign(VmSpec spec) {
    return hasForeign(spec.host(), spec.name().value());
  }

  @Override
  public Outcome apply(ResourceId id, VmSpec spec, VmStep.OnHost step) {
    return hosts.during(spec.host(), () -> move(id, spec, step));
  }

  private Outcome move(ResourceId id, VmSpec spec, VmStep.OnHost step) {
    return switch (step) {
      case VmStep.CreateDisk _ -> {
        if (images.finished(spec.host(), spec.image()).isEmpty()) {
          yield Outcome.again(Problem.host("disk-failed", "the image is not on the host", ""));
        }
        yield change(id, DemoMachine::withDisk);
      }
      case VmStep.Define(var name, var shape, var autostart) -> {
        if (isForeign(spec)) {
          yield Outcome.stuck(
              Problem.request(
                  "name-taken", "the host has a domain %s already".formatted(name), ""));
        }
        names.put(new Place(spec.host(), name.value()), id);
        yield change(id, machine -> machine.defined(shape, autostart));
      }
      case VmStep.Autostart(var _, var on) -> change(id, machine -> machine.autostart(on));
      case VmStep.Start _ -> change(id, DemoMachine::started);
      case VmStep.Shutdown _, VmStep.ForceOff _ -> change(id, DemoMachine::stopped);
      case VmStep.Undefine(var name) -> {
        names.remove(new Place(spec.host(), name.value()), id);
        yield change(id, DemoMachine::undefined);
      }
      case VmStep.RemoveFiles _ -> change(id, DemoMachine::withoutDisk);
    };
  }

  private Outcome change(ResourceId id, UnaryOperator<DemoMachine> change) {
    var before = machines.getOrDefault(id, DemoMachine.NOTHING);
    var after =
        machines.compute(
            id, (_, machine) -> change.apply(machine == null ? DemoMachine.NOTHING : machine));
    if (!before.equals(after)) Thread.ofVirtual().start(() -> wake.accept(id));
    return Outcome.done();
  }

  @Override
  public ByteStream screen(ResourceId id, VmSpec spec) {
    answering(spec);
    if (!machines.getOrDefault(id, DemoMachine.NOTHING).runs()) {
      throw Refused.conflict(
          "not-running", spec.name() + " does not run; it has no screen", "start it");
    }
    return DemoScreen.open(spec.name().value());
  }

  @Override
  public InputStream console(ResourceId id, VmSpec spec, int tail, boolean follow) {
    answering(spec);
    return new ByteArrayInputStream(
        "%s is emulated and says nothing\n".formatted(spec.name()).getBytes(UTF_8));
  }

  private void answering(VmSpec spec) {
    var trouble = hosts.outage(spec.host());
    if (trouble.isPresent()) {
      throw new Refused(Refused.Reason.UNREACHABLE, trouble.get(), List.of());
    }
  }
}
