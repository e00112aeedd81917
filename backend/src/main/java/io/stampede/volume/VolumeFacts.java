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
          OptionalLong.empty(),
          Optional.empty());
}
