package io.stampede.volume;

import io.stampede.placement.Wish;
import io.stampede.schema.Field;
import io.stampede.schema.Inline;
import java.util.Optional;
import java.util.OptionalInt;

/// A volume that is wanted.
///
/// @param host open only until it is placed
/// @param sizeGib open only until it is admitted
/// @param moves which of its copies it is; empty before its first move
/// @param wipes how often its content was to be overwritten
/// @param left whether it is to be forgotten with its content left where it is
public record VolumeSpec(
    @Field(
            label = "Name",
            column = true,
            maxLength = 63,
            pattern = VolumeName.PATTERN,
            example = "data")
        VolumeName name,
    @Field(
            label = "Host",
            help = "Where it is; one that fits is chosen when this is left open.",
            reference = "host",
            column = true)
        Optional<String> host,
    @Field(
            label = "Size",
            help =
                "At least the image's, which it has when this is left open. It can be made larger"
                    + " later, not smaller.",
            unit = "GiB",
            update = true,
            column = true,
            min = 1,
            max = 65_536)
        OptionalInt sizeGib,
    @Field(
            label = "Format",
            help = "qcow2 takes room as it is written and can have snapshots; raw has neither.",
            byDefault = "qcow2",
            column = true)
        VolumeFormat format,
    @Field(
            label = "Image",
            help = "What it starts as; it is a copy of its own. Without one it is empty.",
            reference = "image")
        Optional<String> image,
    @Inline Wish wish,
    Optional<Copies> moves,
    OptionalInt wipes,
    boolean left) {

  /// The host's id; empty only before it was placed.
  public String hostId() {
    return host.orElse("");
  }

  Copies copies() {
    return moves.orElse(Copies.FIRST);
  }

  /// Which of its copies it is.
  public int number() {
    return copies().number();
  }

  public long bytes() {
    return (long) sizeGib.orElse(0) << 30;
  }

  int wipeCount() {
    return wipes.orElse(0);
  }

  VolumeSpec placed(String on, String why) {
    return with(Optional.of(on), sizeGib, wish.with(why), moves, wipes, left);
  }

  VolumeSpec sized(int gib) {
    return with(host, OptionalInt.of(gib), wish, moves, wipes, left);
  }

  VolumeSpec moved(String to) {
    return with(
        Optional.of(to), sizeGib, wish, Optional.of(copies().movedFrom(hostId())), wipes, left);
  }

  VolumeSpec notMoved() {
    var from = copies().from().orElseThrow().host();
    return with(
        Optional.of(from), sizeGib, wish, Optional.of(copies().backFrom(hostId())), wipes, left);
  }

  VolumeSpec wiped() {
    return with(host, sizeGib, wish, moves, OptionalInt.of(wipeCount() + 1), left);
  }

  VolumeSpec forgotten() {
    return with(host, sizeGib, wish, moves, wipes, true);
  }

  private VolumeSpec with(
      Optional<String> on,
      OptionalInt gib,
      Wish why,
      Optional<Copies> copies,
      OptionalInt overwritten,
      boolean forgotten) {
    return new VolumeSpec(name, on, gib, format, image, why, copies, overwritten, forgotten);
  }
}
