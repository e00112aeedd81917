package io.stampede.container;

import io.stampede.adoption.Bond;
import io.stampede.network.Nic;
import io.stampede.placement.Wish;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Specs for tests, in few words.
public final class ContainerSpecs {
  public static final ImageRef BUSYBOX = new ImageRef("lab/busybox:1");

  private ContainerSpecs() {}

  /// A container that runs until it is stopped, at once when asked.
  public static ContainerSpec sleeper(String name) {
    return spec(
        name, BUSYBOX, "sh", "-c", "trap exit TERM; echo started; while :; do sleep 1; done");
  }

  /// The same on other networks.
  static ContainerSpec on(ContainerSpec spec, Nic... nics) {
    return new ContainerSpec(
        spec.name(),
        spec.host(),
        spec.image(),
        spec.command(),
        spec.entrypoint(),
        spec.env(),
        spec.labels(),
        spec.workingDir(),
        spec.user(),
        spec.restartPolicy(),
        spec.memoryMib(),
        spec.cpus(),
        List.of(nics),
        spec.securityGroups(),
        spec.volumes(),
        spec.publish(),
        spec.ports(),
        spec.links(),
        spec.wish(),
        spec.bond(),
        spec.running(),
        spec.endedRun(),
        spec.hurry(),
        spec.forgotten(),
        spec.address(),
        spec.cards(),
        spec.hosts());
  }

  public static ContainerSpec spec(String name, ImageRef image, String... command) {
    return spec(name, image, RestartPolicy.NO, command);
  }

  public static ContainerSpec spec(
      String name, ImageRef image, RestartPolicy policy, String... command) {
    return new ContainerSpec(
        new ContainerName(name),
        Optional.of("ho-1"),
        image,
        List.of(command),
        List.of(),
        Map.of("COLOR", "red"),
        Map.of("team", "blue"),
        Optional.empty(),
        Optional.empty(),
        policy,
        OptionalInt.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Wish.NONE,
        Bond.HERE,
        true,
        Optional.empty(),
        false,
        false,
        Optional.empty(),
        List.of(),
        Map.of());
  }
}
