package io.stampede.vm;

import io.stampede.adoption.Bond;
import io.stampede.network.GroupName;
import io.stampede.network.Nic;
import io.stampede.placement.Wish;
import java.util.List;
import java.util.Optional;

/// A spec under change: the one place that knows the order of its parts.
final class VmSpecDraft {
  VmName name;
  Optional<String> host;
  VmSource source;
  VmSize size;
  List<Nic> networks = List.of();
  VmStorage storage = VmStorage.NONE;
  GuestData guest = GuestData.NONE;
  List<GroupName> securityGroups = List.of();
  VmHardware hardware = VmHardware.USUAL;
  Wish wish = Wish.NONE;
  Bond bond = Bond.HERE;
  VmPower power = VmPower.ON;
  VmGiven given = VmGiven.NOTHING;

  VmSpecDraft(VmName name, Optional<String> host, VmSource source, VmSize size) {
    this.name = name;
    this.host = host;
    this.source = source;
    this.size = size;
  }

  VmSpecDraft(VmSpec spec) {
    this(spec.name(), spec.host(), spec.source(), spec.size());
    networks = spec.networks();
    storage = spec.storage();
    guest = spec.guest();
    securityGroups = spec.securityGroups();
    hardware = spec.hardware();
    wish = spec.wish();
    bond = spec.bond();
    power = spec.power();
    given = spec.given();
  }

  VmSpec spec() {
    return new VmSpec(
        name,
        host,
        source,
        size,
        networks,
        storage,
        guest,
        securityGroups,
        hardware,
        wish,
        bond,
        power,
        given);
  }
}
