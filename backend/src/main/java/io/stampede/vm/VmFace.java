package io.stampede.vm;

import io.stampede.client.KindFace;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.engine.Phase;
import io.stampede.engine.ResourceId;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.KindSchema;
import io.stampede.ssh.ByteStream;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/// Virtual machines as every face offers them.
public final class VmFace implements KindFace<VmSpec, VmFacts, VmStep> {
  private static final ActionSchema START =
      ActionSchema.of("start", "Start", "Switches it on.", Phase.STOPPED);
  private static final ActionSchema STOP =
      ActionSchema.of(
          "stop",
          "Stop",
          "Asks the guest to shut down; one that does not within %d s is switched off."
              .formatted(VmStep.Shutdown.SECONDS),
          Phase.RUNNING,
          Phase.PAUSED,
          Phase.STARTING,
          Phase.ERROR);
  private static final ActionSchema RESTART =
      ActionSchema.of("restart", "Restart", "Shuts the guest down and starts it.", Phase.RUNNING);
  private static final ActionSchema FORCE_OFF =
      ActionSchema.of(
              "forceOff",
              "Switch off",
              "Pulls the plug: what the guest has not written is lost.",
              Phase.RUNNING,
              Phase.PAUSED,
              Phase.STOPPING,
              Phase.ERROR)
          .asDestructive();

  private final VmKind kind;
  private final KindSchema schema =
      KindSchema.of(
          VmKind.NAME,
          "Virtual machine",
          "Virtual machines",
          "A machine of its own kernel on a host, run by libvirt and QEMU.",
          VmSpec.class,
          VmFacts.class,
          START,
          STOP,
          RESTART,
          FORCE_OFF);

  public VmFace(VmKind kind) {
    this.kind = kind;
  }

  @Override
  public KindSchema schema() {
    return schema;
  }

  @Override
  public VmKind kind() {
    return kind;
  }

  @Override
  public Class<VmSpec> specType() {
    return VmSpec.class;
  }

  @Override
  public Class<VmFacts> factsType() {
    return VmFacts.class;
  }

  @Override
  public String idPrefix() {
    return "vm";
  }

  @Override
  public String name(VmSpec spec) {
    return spec.name().value();
  }

  @Override
  public VmSpec admit(String id, VmSpec wanted, Optional<VmSpec> before, Resources world) {
    world.resource("image", wanted.image()).ifPresent(image -> admitImage(wanted, image));
    world.resource("host", wanted.host()).ifPresent(VmFace::admitHost);
    return wanted;
  }

  private static void admitImage(VmSpec wanted, Resource image) {
    if (image.status().phase() == Phase.REMOVING) {
      throw Refused.field("image", "removing", "image " + image.name() + " is being removed", "");
    }
    var mib = image.number("virtualSizeMib");
    if (mib.isEmpty() || wanted.diskGib().isEmpty()) return;
    if (wanted.diskGib().getAsInt() * 1024L < mib.get()) {
      throw Refused.field(
          "diskGib",
          "too-small",
          "is smaller than the %d MiB of image %s".formatted(mib.get(), image.name()),
          "give at least %d".formatted((mib.get() + 1023) / 1024));
    }
  }

  private static void admitHost(Resource host) {
    if (host.status().phase() == Phase.REMOVING) {
      throw Refused.field("host", "removing", "host " + host.name() + " is being removed", "");
    }
  }

  @Override
  public VmSpec act(ActionSchema action, VmSpec spec, Optional<VmFacts> seen, Map<String, ?> in) {
    return switch (action.name()) {
      case "start" -> spec.started();
      case "stop" -> spec.stopped();
      case "forceOff" -> spec.forcedOff();
      case "restart" -> {
        var run = seen.flatMap(VmFacts::run);
        if (run.isEmpty()) {
          throw Refused.conflict("not-running", spec.name() + " does not run", "start it");
        }
        yield spec.restarted(run.get());
      }
      default -> throw new IllegalStateException("no action " + action.name());
    };
  }

  @Override
  public ByteStream screen(String id, VmSpec spec) {
    return kind.host().screen(new ResourceId(VmKind.NAME, id), spec);
  }

  @Override
  public InputStream logs(String id, VmSpec spec, int tail, boolean follow) {
    return kind.host().console(new ResourceId(VmKind.NAME, id), spec, tail, follow);
  }
}
