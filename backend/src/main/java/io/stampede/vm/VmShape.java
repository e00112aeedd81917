package io.stampede.vm;

import java.util.Optional;

/// What a machine is made of, as far as it can be changed: a difference between the wanted shape
/// and the one seen is mended.
public record VmShape(int cpus, int memoryMib, Optional<VmNetwork> network) {
  @Override
  public String toString() {
    return "%d CPUs, %d MiB%s"
        .formatted(cpus, memoryMib, network.map(n -> ", network " + n).orElse(""));
  }
}
