package io.stampede.volume;

import io.stampede.engine.Intent;
import io.stampede.engine.Kind;
import io.stampede.engine.Outcome;
import io.stampede.engine.Phase;
import io.stampede.engine.Plan;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.engine.Status;
import io.stampede.image.ImageCopies;
import io.stampede.image.ImageHost;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;

/// Volumes. They have a lane of their own beside the host's, so that a long transfer holds up
/// nothing else.
public final class VolumeKind implements Kind<VolumeSpec, VolumeFacts, VolumeStep> {
  public static final String NAME = "volume";

  /// What volumes have to do with beside hosts.
  ///
  /// @param hosts whether there is a host of this id still
  public record Around(
      ImageHost images,
      ImageCopies copies,
      VolumeMemory memory,
      VolumeUsers users,
      LiveDisks live,
      ContentGate gate,
      Predicate<String> hosts) {}

  private final VolumeHost host;
  private final Around around;
  private final InstantSource clock;

  /// The earlier copies of which nothing is left, by the volumes' ids: their hosts are not asked
  /// again as long as the volume is where it is, and a slow one of them holds up nothing here. Not
  /// those of a cancelled move, which may be asked for as a plan before it is.
  private final ConcurrentMap<String, Copies.Place> cleared = new ConcurrentHashMap<>();

  public VolumeKind(VolumeHost host, Around around, InstantSource clock) {
    this.host = host;
    this.around = around;
    this.clock = clock;
  }

  VolumeHost host() {
    return host;
  }

  VolumeUsers users() {
    return around.users();
  }

  ContentGate gate() {
    return around.gate();
  }

  /// Where work on volumes of a host queues up.
  public static String lane(String hostId) {
    return hostId + ":volumes";
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String lane(Intent<VolumeSpec> intent) {
    return lane(intent.spec().hostId());
  }

  @Override
  public Sight<VolumeFacts> look(Intent<VolumeSpec> intent) {
    var spec = intent.spec();
    var id = intent.id().value();
    if (spec.left() && !intent.wantsPresence()) return new Sight.Missing<>(clock.instant());
    var here = on(spec.hostId(), id);
    return switch (here) {
      case Sight.Unseen<OnHost>(var why, var when) -> new Sight.Unseen<>(why, when);
      case Sight.Missing<OnHost>(var when) -> seen(intent, OnHost.NOTHING, when);
      case Sight.Found<OnHost>(var is, var when) -> seen(intent, is, when);
    };
  }

  /// A host that was given up has nothing.
  private Sight<OnHost> on(String hostId, String id) {
    return around.hosts().test(hostId)
        ? host.look(hostId, id)
        : new Sight.Missing<>(clock.instant());
  }

  private Sight<VolumeFacts> seen(Intent<VolumeSpec> intent, OnHost here, Instant when) {
    var spec = intent.spec();
    var id = intent.id().value();
    var disk = here.disk(spec.number());
    if (disk.isEmpty()) cleared.remove(id);
    var from = spec.copies().from().filter(place -> !place.equals(cleared.get(id)));
    var there = from.map(place -> on(place.host(), id));
    var other = there.flatMap(Sight::found);
    var unseen =
        there.flatMap(s ->
            s instanceof Sight.Unseen<OnHost>(var why, var _)
                ? Optional.of(why)
                : Optional.<Problem>empty());
    if (disk.isPresent() && unseen.isEmpty()) {
      from.filter(place -> place.number() < spec.number())
          .filter(place -> other.filter(o -> o.hasOf(place.number())).isEmpty())
          .ifPresent(place -> cleared.put(id, place));
    }
    boolean nothing = here.equals(OnHost.NOTHING) && other.isEmpty() && unseen.isEmpty();
    if (nothing && !intent.wantsPresence()) return new Sight.Missing<>(when);
    var made = around.memory().made(intent.id());
    boolean needsImage = disk.isEmpty() && made.isEmpty();
    var image = spec.image().filter(_ -> needsImage);
    var user = around.users().of(id);
    return new Sight.Found<>(
        new VolumeFacts(
            here,
            other,
            unseen,
            made.isPresent(),
            made.orElse(0),
            around.gate().isFilling(id),
            image.filter(name -> isOn(spec.hostId(), name)).isPresent(),
            image
                .map(name -> around.copies().find(name, spec.hostId()))
                .orElse(ImageCopies.Copy.NONE),
            user.map(VolumeUsers.User::name),
            user.map(VolumeUsers.User::host),
            disk.map(d -> OptionalLong.of(d.usedBytes())).orElse(OptionalLong.empty()),
            disk.map(_ -> host.path(id, spec))),
        when);
  }

  private boolean isOn(String hostId, String image) {
    return around
        .images()
        .look(hostId, image)
        .found()
        .filter(found -> found.format().isPresent())
        .isPresent();
  }

  @Override
  public Plan<VolumeStep> plan(Intent<VolumeSpec> intent, Sight<VolumeFacts> sight, Instant now) {
    return VolumePlanner.plan(intent, sight, now);
  }

  @Override
  public Outcome apply(Intent<VolumeSpec> intent, VolumeStep step) {
    var id = intent.id();
    var spec = intent.spec();
    return switch (step) {
      case VolumeStep.WantImage(var image) -> {
        around.copies().want(image, spec.hostId());
        yield Outcome.done();
      }
      case VolumeStep.Remember(var _, var wipes) -> {
        around.memory().remember(id, wipes);
        yield Outcome.done();
      }
      case VolumeStep.OnHost onHost -> onHost(id, spec, onHost);
    };
  }

  private Outcome onHost(ResourceId id, VolumeSpec spec, VolumeStep.OnHost step) {
    return around
        .gate()
        .during(id.value(), () -> alone(id.value(), spec, step))
        .orElseGet(() ->
            Outcome.again(
                Problem.request(
                    "busy", "the content of %s is being written".formatted(spec.name()), "")));
  }

  private Outcome alone(String id, VolumeSpec spec, VolumeStep.OnHost step) {
    var live =
        step instanceof VolumeStep.Grow
            ? around.live().grow(id, spec.bytes())
            : Optional.<Outcome>empty();
    return live.orElseGet(() -> host.apply(id, spec, step));
  }

  @Override
  public Phase settled(Intent<VolumeSpec> intent, Sight<VolumeFacts> sight) {
    return Phase.READY;
  }

  @Override
  public Status shown(
      Intent<VolumeSpec> intent, Sight<VolumeFacts> sight, Status usual, Instant now) {
    boolean waits = usual.phase() == Phase.CREATING && usual.transition() == Status.Transition.YES;
    boolean made = sight.found().filter(VolumeFacts::known).isPresent();
    if (!waits || !made) return usual;
    boolean moves = intent.spec().copies().from().isPresent();
    return Status.moving(moves ? Phase.MIGRATING : Phase.UPDATING, usual.message());
  }
}
