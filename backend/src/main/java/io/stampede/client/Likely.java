package io.stampede.client;

import io.stampede.engine.Phase;
import io.stampede.engine.Status;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.KindSchema;
import java.util.Optional;
import java.util.Set;

/// What a person most likely wants of a resource as it is now: the button beside its name, the same
/// in every console. There is none while something is under way, or where nothing stands out; what
/// ends or destroys is never it.
public sealed interface Likely {
  Set<Phase> DONE_WITH_CONTENT = Set.of(Phase.READY, Phase.REMOVING, Phase.REMOVED);

  /// One of the actions that are offered.
  record Act(ActionSchema action) implements Likely {}

  record Open(Door door) implements Likely {}

  static Optional<Likely> of(KindSchema kind, Resource resource) {
    if (awaitsContent(resource)) return Optional.of(new Open(Door.CONTENT));
    var phase = resource.status().phase();
    boolean failed = resource.status().transition() == Status.Transition.ERROR;
    if (failed && phase != Phase.UNREACHABLE) return action(kind, resource, KindSchema.RETRY);
    return switch (phase) {
      case UNREACHABLE ->
          action(kind, resource, "reconnect").or(() -> action(kind, resource, KindSchema.RETRY));
      case ERROR -> action(kind, resource, KindSchema.RETRY);
      case RUNNING, CONNECTED, DEGRADED ->
          action(kind, resource, "adopt").or(() -> door(resource.kind()));
      case STOPPED -> action(kind, resource, "adopt").or(() -> action(kind, resource, "start"));
      case REQUESTED,
          CREATING,
          STARTING,
          STOPPING,
          UPDATING,
          MIGRATING,
          REMOVING,
          REMOVED,
          REBOOTING,
          READY,
          PAUSED,
          WAITING,
          ADDED ->
          Optional.empty();
    };
  }

  /// Whether its content is still to come from a person: an image without an address to fetch it
  /// from, or a disk that it is made of.
  static boolean awaitsContent(Resource resource) {
    return resource.kind().equals("image")
        && resource.text("url").isEmpty()
        && resource.text("source").isEmpty()
        && !DONE_WITH_CONTENT.contains(resource.status().phase());
  }

  private static Optional<Likely> action(KindSchema kind, Resource resource, String name) {
    return kind.action(name).filter(a -> resource.actions().contains(name)).map(Act::new);
  }

  private static Optional<Likely> door(String kind) {
    if (Door.SCREEN.isOf(kind)) return Optional.of(new Open(Door.SCREEN));
    if (Door.TERMINAL.isOf(kind)) return Optional.of(new Open(Door.TERMINAL));
    if (Door.LOG.isOf(kind)) return Optional.of(new Open(Door.LOG));
    return Optional.empty();
  }
}
