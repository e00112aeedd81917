package io.stampede.container;

import io.stampede.adoption.Bond;
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
        "bridge",
        List.of(),
        List.of(),
        Wish.NONE,
        Bond.HERE,
        true,
        Optional.empty(),
        false,
        false);
  }
}
