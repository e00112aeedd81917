package io.stampede.client;

import io.stampede.engine.Phase;
import java.util.List;

/// What a kind has beside fields and actions: something to look at, to type into, or to put into.
/// The schema does not say; this is the one place that does.
public enum Door {
  LOG("container", "virtualMachine"),
  SCREEN("virtualMachine"),
  TERMINAL("host"),
  FIGURES("host", "virtualMachine"),
  /// As the host has it.
  XML("virtualMachine"),
  /// Bytes that a person brings.
  CONTENT("image", "volume", "virtualMachine");

  private final List<String> kinds;

  Door(String... kinds) {
    this.kinds = List.of(kinds);
  }

  /// Whether its bytes can be fetched, too.
  ///
  /// @param name of a kind
  public static boolean givesContent(String name) {
    return name.equals("volume") || name.equals("virtualMachine") || name.equals("snapshot");
  }

  /// Whether it may be given content as it is now: an image that comes from nowhere else, a volume,
  /// or a machine that is off and was made of no image.
  public static boolean takesNow(Resource resource) {
    return switch (resource.kind()) {
      case "image" -> resource.text("url").isEmpty() && resource.text("source").isEmpty();
      case "volume" -> true;
      case "virtualMachine" -> isOff(resource) && resource.text("image").isEmpty();
      default -> false;
    };
  }

  /// Whether its content can be fetched as it is now.
  public static boolean givesNow(Resource resource) {
    return switch (resource.kind()) {
      case "volume" -> true;
      case "virtualMachine" -> isOff(resource);
      case "snapshot" -> resource.status().phase() == Phase.READY;
      default -> false;
    };
  }

  private static boolean isOff(Resource machine) {
    return machine.status().phase() == Phase.STOPPED && machine.text("managed").equals("here");
  }

  /// @param name of a kind, as `virtualMachine`
  public boolean isOf(String name) {
    return kinds.contains(name);
  }
}
