package io.stampede.container;

import io.stampede.network.Nic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

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
    return changed(spec, d -> d.networks = List.of(nics));
  }

  static ContainerSpec changed(ContainerSpec spec, Consumer<ContainerSpecDraft> change) {
    var draft = new ContainerSpecDraft(spec);
    change.accept(draft);
    return draft.spec();
  }

  /// The same, to be made anew so often.
  public static ContainerSpec edition(ContainerSpec spec, int number) {
    var life = spec.life();
    return spec.living(
        new ContainerLife(
            OptionalInt.of(number), life.changes(), life.still(), life.formerNames()));
  }

  public static ContainerSpec spec(String name, ImageRef image, String... command) {
    return spec(name, image, RestartPolicy.NO, command);
  }

  public static ContainerSpec spec(
      String name, ImageRef image, RestartPolicy policy, String... command) {
    var draft = new ContainerSpecDraft(new ContainerName(name), image);
    draft.host = Optional.of("ho-1");
    draft.command = List.of(command);
    draft.env = Map.of("COLOR", "red");
    draft.labels = Map.of("team", "blue");
    draft.restartPolicy = policy;
    return draft.spec();
  }
}
