package io.stampede.demo;

import io.stampede.vm.VmFacts;
import io.stampede.vm.VmFacts.Domain;
import io.stampede.vm.VmFacts.DomainState;
import io.stampede.vm.VmShape;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What an emulated host has of one machine.
///
/// @param run counts its starts
/// @param drives prints of its drives with metadata
record DemoMachine(boolean disk, Optional<Domain> domain, int run, Set<String> drives) {
  static final DemoMachine NOTHING = new DemoMachine(false, Optional.empty(), 0, Set.of());

  boolean runs() {
    return domain.filter(d -> d.state() != DomainState.STOPPED).isPresent();
  }

  DemoMachine withDisk() {
    return new DemoMachine(true, domain, run, drives);
  }

  DemoMachine withDrive(String print) {
    var all = new HashSet<>(drives);
    all.add(print);
    return new DemoMachine(disk, domain, run, Set.copyOf(all));
  }

  DemoMachine withoutDisk() {
    return new DemoMachine(false, domain, run, Set.of());
  }

  DemoMachine defined(VmShape shape, boolean autostart) {
    var state = domain.map(Domain::state).orElse(DomainState.STOPPED);
    var live = domain.flatMap(Domain::live);
    var kept = shape.drive().map(Set::of).orElse(Set.of());
    return new DemoMachine(disk, Optional.of(new Domain(state, shape, live, autostart)), run, kept);
  }

  DemoMachine undefined() {
    return new DemoMachine(disk, Optional.empty(), run, drives);
  }

  DemoMachine autostart(boolean on) {
    return new DemoMachine(
        disk, domain.map(d -> new Domain(d.state(), d.defined(), d.live(), on)), run, drives);
  }

  DemoMachine started() {
    if (domain.isEmpty() || runs()) return this;
    return new DemoMachine(
        disk,
        domain.map(d ->
            new Domain(DomainState.RUNNING, d.defined(), Optional.of(d.defined()), d.autostart())),
        run + 1,
        drives);
  }

  DemoMachine stopped() {
    return new DemoMachine(
        disk,
        domain.map(
            d -> new Domain(DomainState.STOPPED, d.defined(), Optional.empty(), d.autostart())),
        run,
        drives);
  }

  VmFacts.Files files(Optional<io.stampede.image.ImageFormat> image) {
    return new VmFacts.Files(disk, disk, image, List.copyOf(drives));
  }
}
