package io.stampede.image;

import io.stampede.client.KindFace;
import io.stampede.client.Refused;
import io.stampede.engine.Phase;
import io.stampede.engine.Problem;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.Codec;
import io.stampede.schema.Field;
import io.stampede.schema.KindSchema;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Images as every face offers them.
public final class ImageFace implements KindFace<ImageSpec, ImageFacts, ImageStep> {
  private static final ActionSchema SPREAD =
      ActionSchema.of(
              "spread",
              "Spread",
              "Copies it to a host before a machine needs it there, and keeps it there.",
              Phase.READY)
          .withInput(WhichHost.class);
  private static final ActionSchema FORGET_COPIES =
      ActionSchema.of(
          "forgetCopies",
          "Forget copies",
          "Removes its copies from all hosts on which no machine is based on it.",
          Phase.READY);

  /// @param host its id
  record WhichHost(@Field(label = "Host", reference = "host") String host) {}

  private final ImageKind kind;
  private final ImageStore store;
  private final KindSchema schema =
      KindSchema.of(
          ImageKind.NAME,
          "Image",
          "Images",
          "A disk image that virtual machines start from. It is fetched or uploaded once and copied"
              + " to the hosts that need it; machines never change it.",
          ImageSpec.class,
          ImageFacts.class,
          SPREAD,
          FORGET_COPIES);

  public ImageFace(ImageKind kind, ImageStore store) {
    this.kind = kind;
    this.store = store;
  }

  @Override
  public KindSchema schema() {
    return schema;
  }

  @Override
  public ImageKind kind() {
    return kind;
  }

  @Override
  public Class<ImageSpec> specType() {
    return ImageSpec.class;
  }

  @Override
  public Class<ImageFacts> factsType() {
    return ImageFacts.class;
  }

  @Override
  public String idPrefix() {
    return "im";
  }

  @Override
  public String name(ImageSpec spec) {
    return spec.name().value();
  }

  @Override
  public ImageSpec admit(String id, ImageSpec wanted, Optional<ImageSpec> before, Resources world) {
    if (before.isEmpty()) wanted.source().ifPresent(source -> checkSource(wanted, source, world));
    if (wanted.url().isEmpty() && wanted.via() == ImageSpec.Via.HOST) {
      throw Refused.field(
          "via", "no-address", "host is for an image that has an address", "leave it as it is");
    }
    if (wanted.url().isEmpty() && wanted.checksumUrl().isPresent()) {
      throw Refused.field(
          "checksumUrl",
          "no-address",
          "is for an image that is fetched from its address",
          "give the checksum itself");
    }
    return wanted;
  }

  private static void checkSource(ImageSpec wanted, ImageSource source, Resources world) {
    boolean published = wanted.checksum().isPresent() || wanted.checksumUrl().isPresent();
    if (wanted.url().isPresent() || published) {
      throw Refused.field(
          "source", "twice", "and an address or checksum exclude each other", "give one of them");
    }
    var kind = source.isMachine() ? "virtualMachine" : "volume";
    boolean there =
        world.list(kind).stream()
            .anyMatch(r -> r.name().equals(source.of()) || r.id().equals(source.of()));
    if (there) return;
    throw Refused.field(
        "source", "no-such-disk", "names %s, which is not there".formatted(source), "name another");
  }

  @Override
  public ImageSpec act(
      ActionSchema action, ImageSpec spec, Optional<ImageFacts> seen, Map<String, ?> input) {
    return switch (action.name()) {
      case "spread" ->
          switch (new Codec<>(WhichHost.class).read(input)) {
            case Codec.Result.Ok<WhichHost>(var which) ->
                spec.with(spec.care().spreadTo(which.host()));
            case Codec.Result.Bad<WhichHost>(var errors) -> throw Refused.fields(errors);
          };
      case "forgetCopies" -> {
        var hosts = seen.map(ImageFacts::hosts).orElse(List.of());
        yield spec.with(spec.care().forgetting(hosts.stream().map(CopyOnHost::mark).toList()));
      }
      default -> throw new IllegalStateException("no action " + action.name());
    };
  }

  @Override
  public void mayRemove(String id, ImageSpec spec, Resources world) {
    var made = world.list("virtualMachine").stream();
    var toBeMade = world.list("volume").stream().filter(volume -> volume.text("path").isEmpty());
    var users =
        Stream.concat(made, toBeMade)
            .filter(user -> user.text("image").equals(id) || user.text("cdrom").equals(id))
            .map(user -> user.name())
            .limit(5)
            .collect(Collectors.joining(", "));
    if (users.isEmpty()) return;
    throw Refused.conflict(
        "in-use",
        "image %s is used by %s".formatted(spec.name(), users),
        "remove these virtual machines first, and wait for volumes that are made of it");
  }

  /// Keeps uploaded bytes as the image. Blocks until all are kept; wake the image afterwards.
  ///
  /// @throws Refused when they are not an image, or the image has its bytes already
  @Override
  public void upload(String id, ImageSpec spec, InputStream content) {
    try {
      if (spec.url().isPresent()) {
        throw Refused.conflict(
            "has-address", "image %s is fetched from its address".formatted(spec.name()), "");
      }
      if (spec.source().isPresent()) {
        throw Refused.conflict(
            "has-source", "image %s is made of %s".formatted(spec.name(), spec.source().get()), "");
      }
      if (store.find(id).isPresent()) {
        throw Refused.conflict(
            "has-content",
            "image %s has its content already".formatted(spec.name()),
            "create another image");
      }
      store.upload(id, spec, content);
    } catch (ImageRejected e) {
      throw new Refused(Refused.Reason.INVALID, e.problem(), List.of());
    } catch (IOException e) {
      throw new Refused(
          Refused.Reason.CONFLICT,
          Problem.capacity(
              "upload-failed",
              "the content of image %s was not kept: %s".formatted(spec.name(), e.getMessage()),
              "check the connection and the space in the console's data folder"),
          List.of());
    }
  }
}
