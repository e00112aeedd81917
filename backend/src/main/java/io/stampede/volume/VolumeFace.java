package io.stampede.volume;

import io.stampede.client.Content;
import io.stampede.client.KindFace;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.engine.Phase;
import io.stampede.engine.ResourceId;
import io.stampede.placement.Ask;
import io.stampede.placement.Places;
import io.stampede.placement.Rooms;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.Codec;
import io.stampede.schema.Field;
import io.stampede.schema.KindSchema;
import io.stampede.store.Amount;
import io.stampede.store.Placing;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Volumes as every face offers them.
public final class VolumeFace implements KindFace<VolumeSpec, VolumeFacts, VolumeStep> {
  static final String ATTACH = "attach";
  static final String DETACH = "detach";
  static final String MOVE = "move";
  static final String CANCEL_MOVE = "cancelMove";
  static final String WIPE = "wipe";
  static final String RELEASE = "release";
  private static final String MACHINE = "virtualMachine";
  private static final String VOLUMES = "volumes";
  private static final String IMAGE = "image";
  private static final long GIB_IN_MIB = 1024;

  /// How a machine has it.
  enum Bus {
    VIRTIO,
    SCSI
  }

  /// What attaching asks.
  record Attaching(
      @Field(label = "Machine", help = "On the volume's host.", reference = MACHINE) String machine,
      @Field(label = "Bus", byDefault = "virtio") Bus bus,
      @Field(label = "Read only", byDefault = "false") boolean readOnly) {}

  /// What a move asks.
  record Target(
      @Field(label = "To", help = "The host that it goes to.", reference = "host") String host) {}

  private final VolumeKind kind;
  private final KindSchema schema =
      KindSchema.of(
          VolumeKind.NAME,
          "Volume",
          "Volumes",
          "A disk of its own on a host, that machines there are given and that outlives them.",
          VolumeSpec.class,
          VolumeFacts.class,
          ActionSchema.of(
                  ATTACH,
                  "Attach",
                  "Gives it to a machine of its host, which may run meanwhile.",
                  Phase.READY)
              .withInput(Attaching.class),
          ActionSchema.of(
              DETACH,
              "Detach",
              "Takes it from its machine, when that has let go of it.",
              Phase.READY,
              Phase.UPDATING,
              Phase.UNREACHABLE,
              Phase.ERROR),
          ActionSchema.of(
                  MOVE,
                  "Move",
                  "Takes it to another host, by way of the console; what is there is compared"
                      + " before the first copy goes.",
                  Phase.READY)
              .withInput(Target.class),
          ActionSchema.of(
              CANCEL_MOVE, "Cancel move", "Leaves it where it was.", Phase.MIGRATING, Phase.ERROR),
          ActionSchema.of(
                  WIPE, "Wipe", "Overwrites all of its content: it is lost for good.", Phase.READY)
              .asDestructive(),
          ActionSchema.of(
              RELEASE,
              "Release",
              "Forgets it; its content stays on its host.",
              Phase.READY,
              Phase.UNREACHABLE,
              Phase.ERROR));

  public VolumeFace(VolumeKind kind) {
    this.kind = kind;
  }

  @Override
  public KindSchema schema() {
    return schema;
  }

  @Override
  public VolumeKind kind() {
    return kind;
  }

  @Override
  public Class<VolumeSpec> specType() {
    return VolumeSpec.class;
  }

  @Override
  public Class<VolumeFacts> factsType() {
    return VolumeFacts.class;
  }

  @Override
  public String idPrefix() {
    return "vo";
  }

  @Override
  public String name(VolumeSpec spec) {
    return spec.name().value();
  }

  @Override
  public VolumeSpec admit(
      String id, VolumeSpec wanted, Optional<VolumeSpec> before, Resources world) {
    return before.map(old -> grown(wanted, old)).orElseGet(() -> admitNew(wanted, world));
  }

  private static VolumeSpec grown(VolumeSpec wanted, VolumeSpec old) {
    int had = old.sizeGib().orElse(0);
    int asked = wanted.sizeGib().orElse(had);
    if (asked < had) {
      throw Refused.field(
          "sizeGib",
          "shrinks",
          "is less than the %d GiB that it has; what is behind them would be lost".formatted(had),
          "give at least %d, or make a smaller volume and copy the files".formatted(had));
    }
    return wanted.sized(asked);
  }

  private static VolumeSpec admitNew(VolumeSpec wanted, Resources world) {
    if (wanted.image().isEmpty()) {
      if (wanted.sizeGib().isPresent()) return wanted;
      throw Refused.field("sizeGib", "missing", "is required", "say how large it is to be");
    }
    var image =
        world
            .resource(IMAGE, wanted.image().get())
            .orElseThrow(() -> Refused.notFound(IMAGE, wanted.image().get()));
    var mib = image.number("virtualSizeMib");
    if (mib.isEmpty()) {
      throw Refused.field(
          IMAGE, "not-ready", "is not ready yet", "wait until image %s is".formatted(image.name()));
    }
    int least = Math.toIntExact((mib.get() + GIB_IN_MIB - 1) / GIB_IN_MIB);
    int asked = wanted.sizeGib().orElse(least);
    if (asked < least) {
      throw Refused.field(
          "sizeGib",
          "too-small",
          "is smaller than the %d MiB of image %s".formatted(mib.get(), image.name()),
          "give at least " + least);
    }
    return wanted.sized(asked);
  }

  @Override
  public boolean isPlaced() {
    return true;
  }

  @Override
  public Optional<String> whyThere(VolumeSpec spec) {
    return spec.wish().placed();
  }

  @Override
  public Placing placing(
      ResourceId id, VolumeSpec wanted, Optional<VolumeSpec> before, Resources world) {
    boolean stays = before.filter(old -> old.host().equals(wanted.host())).isPresent();
    // a move that is cancelled; one back asks for room as any other
    boolean returns =
        before
            .filter(old -> old.copies().given() == wanted.copies().given())
            .flatMap(old -> old.copies().from())
            .filter(from -> from.host().equals(wanted.hostId()))
            .isPresent();
    var had = before.filter(_ -> stays).map(VolumeFace::amount);
    var ask =
        new Ask(
            id,
            wanted.name().value(),
            wanted.host(),
            Ask.Engine.LIBVIRT,
            amount(wanted),
            List.of(),
            wanted.wish(),
            had);
    if (returns || had.filter(a -> !ask.amount().exceeds(a)).isPresent()) {
      return _ -> new Placing.Placed(wanted, Places.keep(ask));
    }
    var rooms = Rooms.of(world);
    return others -> {
      var place = Places.find(ask, rooms, others);
      var spec = before.isPresent() ? wanted : wanted.placed(place.host(), place.why());
      return new Placing.Placed(spec, Optional.of(place.reservation()));
    };
  }

  /// In full, though one of qcow2 grows only as it is written: it has the right to.
  private static Amount amount(VolumeSpec spec) {
    return new Amount(0, 0, spec.sizeGib().orElse(0) * GIB_IN_MIB);
  }

  @Override
  public boolean offers(ActionSchema action, VolumeSpec spec) {
    return !action.name().equals(CANCEL_MOVE) || spec.copies().from().isPresent();
  }

  @Override
  public boolean removes(ActionSchema action) {
    return action.name().equals(RELEASE);
  }

  @Override
  public VolumeSpec act(
      ActionSchema action, VolumeSpec spec, Optional<VolumeFacts> seen, Map<String, ?> input) {
    return switch (action.name()) {
      case MOVE -> moved(spec, seen, String.valueOf(input.get("host")));
      case CANCEL_MOVE -> {
        // from then on a machine may have written to it
        if (seen.filter(is -> is.hasArrived(spec)).isPresent()) {
          throw Refused.conflict("not-moving", spec.name() + " is where it is to be", "");
        }
        yield spec.notMoved();
      }
      case WIPE -> spec.wiped();
      case RELEASE -> spec.forgotten();
      default -> throw new IllegalStateException("no action " + action.name());
    };
  }

  /// Both are a change of the machine's field.
  @Override
  public Optional<List<Errand>> errands(
      ActionSchema action, String id, Map<String, ?> input, Resources world) {
    return switch (action.name()) {
      case ATTACH -> Optional.of(List.of(attach(id, input, world)));
      case DETACH -> Optional.of(List.of(detach(id, world)));
      default -> Optional.empty();
    };
  }

  private static Errand attach(String id, Map<String, ?> input, Resources world) {
    var volume = volume(id, world);
    var how =
        switch (new Codec<>(Attaching.class).read(input)) {
          case Codec.Result.Ok<Attaching>(var value) -> value;
          case Codec.Result.Bad<Attaching>(var errors) -> throw Refused.fields(errors);
        };
    var machine =
        world
            .resource(MACHINE, how.machine())
            .orElseThrow(() -> Refused.notFound(MACHINE, how.machine()));
    var bus =
        switch (how.bus()) {
          case VIRTIO -> "";
          case SCSI -> ":scsi";
        };
    var words = new ArrayList<>(words(machine));
    words.add(volume.name() + bus + (how.readOnly() ? ":ro" : ""));
    return Errand.change(machine, Map.of(VOLUMES, words));
  }

  private static Errand detach(String id, Resources world) {
    var volume = volume(id, world);
    for (var machine : world.list(MACHINE)) {
      var left = words(machine).stream().filter(word -> !isOf(volume, word)).toList();
      if (left.size() == words(machine).size()) continue;
      return Errand.change(machine, Map.of(VOLUMES, left));
    }
    throw Refused.conflict(
        "not-attached", "volume %s is attached to no machine".formatted(volume.name()), "");
  }

  private static Resource volume(String id, Resources world) {
    return world
        .resource(VolumeKind.NAME, id)
        .orElseThrow(() -> Refused.notFound(VolumeKind.NAME, id));
  }

  private static List<String> words(Resource machine) {
    return machine.fields().get(VOLUMES) instanceof List<?> all
        ? all.stream().map(String::valueOf).toList()
        : List.of();
  }

  private static boolean isOf(Resource volume, String word) {
    int end = word.indexOf(':');
    var name = end < 0 ? word : word.substring(0, end);
    return name.equals(volume.name()) || name.equals(volume.id());
  }

  /// Only the copy of the last move is remembered: until that one is over, no other begins.
  private static VolumeSpec moved(VolumeSpec spec, Optional<VolumeFacts> seen, String to) {
    if (to.equals(spec.hostId())) {
      throw Refused.field("host", "same", "is where it is", "choose another host");
    }
    boolean moves = spec.copies().from().isPresent();
    if (moves && seen.filter(is -> is.isOver(spec)).isEmpty()) {
      throw Refused.conflict(
          "moving",
          "the last move of volume %s is not over: its earlier copy is still to be removed"
              .formatted(spec.name()),
          "wait until it is, and until the host that it came from answers");
    }
    return spec.moved(to);
  }

  @Override
  public void mayAct(ActionSchema action, String id, VolumeSpec spec, Resources world) {
    switch (action.name()) {
      case MOVE -> mustBeFree(id, spec, "moved");
      case WIPE -> mustBeFree(id, spec, "wiped");
      default -> {
        // whoever has it keeps it
      }
    }
  }

  private void mustBeFree(String id, VolumeSpec spec, String done) {
    kind.users().of(id).ifPresent(user -> attached(spec, user, done));
  }

  private static void attached(VolumeSpec spec, VolumeUsers.User user, String done) {
    throw Refused.conflict(
        "attached",
        "volume %s is attached to %s, and cannot be %s".formatted(spec.name(), user.name(), done),
        user.apart() ? "detach it with virsh on its host, or release it" : "detach it first");
  }

  /// A machine that is not ours to change may be left with it.
  @Override
  public void mayRemove(String id, VolumeSpec spec, Resources world) {
    kind.users()
        .of(id)
        .filter(user -> !(spec.left() && user.apart()))
        .ifPresent(user -> attached(spec, user, spec.left() ? "released" : "removed"));
  }

  @Override
  public Optional<String> comesFrom(VolumeSpec spec, Optional<VolumeFacts> seen) {
    return spec.copies()
        .from()
        .filter(_ -> seen.filter(is -> is.hasArrived(spec)).isEmpty())
        .map(Copies.Place::host);
  }

  /// A machine may have been given it while the bytes came.
  @Override
  public void upload(String id, VolumeSpec spec, InputStream content) {
    mustBeWhole(spec);
    Runnable check = () -> mustBeFree(id, spec, "given other content");
    check.run();
    if (kind.gate().uploading(id, () -> kind.host().upload(id, spec, content, check))) return;
    throw Refused.conflict(
        "busy", "volume %s is just being changed".formatted(spec.name()), "wait until it is ready");
  }

  /// What a machine writes meanwhile would be in it in part.
  @Override
  public Content download(String id, VolumeSpec spec) {
    mustBeWhole(spec);
    kind.users()
        .of(id)
        .filter(user -> !user.off())
        .ifPresent(user -> {
          throw Refused.conflict(
              "in-use",
              "volume %s is attached to %s, which runs: a copy of it would be torn"
                  .formatted(spec.name(), user.name()),
              "switch %s off, or detach the volume".formatted(user.name()));
        });
    return kind.host().download(id, spec);
  }

  private static void mustBeWhole(VolumeSpec spec) {
    if (spec.host().isPresent()) return;
    throw Refused.conflict("not-placed", "volume %s has no host".formatted(spec.name()), "");
  }
}
