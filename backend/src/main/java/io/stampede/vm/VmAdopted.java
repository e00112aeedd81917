package io.stampede.vm;

import io.stampede.client.KindFace;
import io.stampede.client.Refused;
import io.stampede.engine.Phase;
import java.util.Optional;

/// What can be changed of an adopted machine: its power and its size.
final class VmAdopted {
  private VmAdopted() {}

  /// @throws Refused naming what is not ours to change
  static VmSpec admit(String id, VmSpec wanted, Optional<VmSpec> before, KindFace.Resources world) {
    boolean sameNetwork = before.filter(b -> b.networks().equals(wanted.networks())).isPresent();
    if (!sameNetwork) {
      throw Refused.field(
          "networks",
          "not-ours",
          "of an adopted machine stay as they are",
          "change its network cards with virsh on its host");
    }
    var disc = before.flatMap(b -> b.storage().cdrom());
    if (!wanted.storage().volumes().isEmpty() || !wanted.storage().cdrom().equals(disc)) {
      throw Refused.field(
          wanted.storage().volumes().isEmpty() ? "cdrom" : "volumes",
          "not-ours",
          "are not given to an adopted machine",
          "attach them with virsh on its host, or make a machine here instead");
    }
    if (before.filter(b -> b.guest().equals(wanted.guest())).isEmpty()) {
      throw Refused.field(
          "userData",
          "not-ours",
          "an adopted machine is told nothing at 169.254.169.254, and has no drive of ours",
          "make a machine here instead");
    }
    if (before.filter(b -> b.hardware().equals(wanted.hardware())).isEmpty()) {
      throw Refused.field(
          "xml",
          "not-ours",
          "the hardware of an adopted machine stays as those who made it wrote it",
          "change it with virsh edit on its host");
    }
    if (before.filter(b -> b.name().equals(wanted.name())).isEmpty()) {
      throw Refused.field(
          "name",
          "not-ours",
          "of an adopted machine stays as it is",
          "rename it with virsh domrename on its host");
    }
    if (!wanted.bond().untouched()) return wanted;
    var phase = world.resource(VmKind.NAME, id).map(r -> r.status().phase());
    return phase.filter(Phase.PAUSED::equals).isPresent()
        ? wanted.powered(VmPower::suspended)
        : wanted.touched(phase.filter(Phase.RUNNING::equals).isPresent());
  }
}
