package io.stampede.volume;

import io.stampede.engine.Problem;
import io.stampede.image.ImageCopies;
import io.stampede.schema.Field;
import java.util.Optional;
import java.util.OptionalLong;

/// What can be seen of a volume.
///
/// @param here on its host
/// @param there on the host that it was moved from; empty when there is none, or it is not seen
/// @param thereUnseen why that one is not seen
/// @param known whether it was made once
/// @param wiped how often its content was overwritten
/// @param busy whether its content is just being written from outside
/// @param imageThere whether its image is on its host
/// @param copy what is known of the intent to have the image there
/// @param machineHost where the machine is that has it
public record VolumeFacts(
    OnHost here,
    Optional<OnHost> there,
    Optional<Problem> thereUnseen,
    boolean known,
    int wiped,
    boolean busy,
    boolean imageThere,
    ImageCopies.Copy copy,
    @Field(label = "Machine", help = "To which it is attached.", column = true)
        Optional<String> machine,
    Optional<String> machineHost,
    @Field(label = "Used", help = "Of the host's disk.", unit = "bytes", column = true)
        OptionalLong usedBytes,
    @Field(label = "Path", help = "On its host.", more = true) Optional<String> path) {
  static final VolumeFacts NOTHING =
      new VolumeFacts(
          OnHost.NOTHING,
          Optional.empty(),
          Optional.empty(),
          false,
          0,
          false,
          false,
          ImageCopies.Copy.NONE,
          Optional.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          Optional.empty());

  /// Whether the copy that is the volume is whole on its host, whatever an earlier one left.
  boolean hasArrived(VolumeSpec spec) {
    return here.disk(spec.number()).isPresent();
  }

  /// Whether nothing of the last move is left to do.
  boolean isOver(VolumeSpec spec) {
    var left = spec.copies().from().filter(f -> there.filter(t -> t.hasOf(f.number())).isPresent());
    return hasArrived(spec) && left.isEmpty() && thereUnseen.isEmpty();
  }
}
