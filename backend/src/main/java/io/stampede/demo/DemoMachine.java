package io.stampede.demo;

import io.stampede.vm.VmFacts;
import io.stampede.vm.VmFacts.Domain;
import io.stampede.vm.VmFacts.DomainState;
import io.stampede.vm.VmShape;
import java.util.Optional;

/// What an emulated host has of one machine.
///
/// @param run counts its starts
record DemoMachine(boolean disk, Optional<Domain> domain, int run) {
  static final DemoMachine NOTHING = new DemoMachine(false, Optional.empty(), 0);

  boolean runs() {
    return domain.filter(d -> d.state() != DomainState.STOPPED).isPresent();
  }

  DemoMachine withDisk() {
    return new DemoMachine(true, domain, run);
  }

  DemoMachine withoutDisk() {
    return new DemoMachine(false, domain, run);
  }

  DemoMachine defined(VmShape shape, boolean autostart) {
    var state = domain.map(Domain::state).orElse(DomainState.STOPPED);
    var live = domain.flatMap(Domain::live);
    return new DemoMachine(disk, Optional.of(new Domain(state, shape, live, autostart)), run);
  }

  DemoMachine undefined() {
    return new DemoMachine(disk, Optional.empty(), run);
  }

  DemoMachine autostart(boolean on) {
    return new DemoMachine(
        disk, domain.map(d -> new Domain(d.state(), d.defined(), d.live(), on)), run);
  }

  DemoMachine started() {
    if (domain.isEmpty() || runs()) return this;
    return new DemoMachine(
        disk,
        domain.map(d ->
            new Domain(DomainState.RUNNING, d.defined(), Optional.of(d.defined()), d.autostart())),
        run + 1);
  }

  DemoMachine stopped() {
    return new DemoMachine(
        disk,
        domain.map(
            d -> new Domain(DomainState.STOPPED, d.defined(), Optional.empty(), d.autostart())),
        run);
  }

  VmFacts.Files files(Optional<io.stampede.image.ImageFormat> image) {
    return new VmFacts.Files(disk, disk, image);
  }
}
