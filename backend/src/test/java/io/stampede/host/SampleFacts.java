package io.stampede.host;

import io.stampede.host.HostFacts.Mark;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Facts of a host that differ in what a test is about.
final class SampleFacts {
  private SampleFacts() {}

  static HostFacts of(
      Optional<String> docker, List<ComponentSeen> components, boolean ownLibvirt, Mark mark) {
    return new HostFacts(
        "Linux",
        "6",
        "x86_64",
        "h1",
        "CPU",
        2,
        2,
        4096,
        100,
        50,
        List.of(),
        List.of(),
        Map.of(),
        docker,
        Optional.empty(),
        0,
        0,
        false,
        "b",
        1,
        List.of(),
        mark,
        List.of(),
        components,
        ownLibvirt);
  }
}
