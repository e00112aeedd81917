package io.stampede.web;

import io.stampede.client.Resource;
import io.stampede.schema.KindSchema;

/// Which kinds have more than fields and actions: a log, a screen, content to be uploaded. The only
/// place of this module that names kinds for that.
public final class Doors {
  private Doors() {}

  public static boolean hasLogs(KindSchema kind) {
    return kind.name().equals("container");
  }

  public static boolean hasScreen(KindSchema kind) {
    return kind.name().equals("virtualMachine");
  }

  public static boolean takesContent(KindSchema kind) {
    return kind.name().equals("image");
  }

  /// Whether its content comes from a person: an image without an address to fetch it from.
  public static boolean awaitsContent(KindSchema kind, Resource resource) {
    return takesContent(kind) && resource.text("url").isEmpty();
  }
}
