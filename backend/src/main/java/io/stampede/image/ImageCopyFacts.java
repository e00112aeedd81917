package io.stampede.image;

import io.stampede.schema.Field;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// What is on the host, and what it is to become.
///
/// @param source the size of the console's image in bytes; empty while that is not ready
/// @param part bytes of an unfinished copy; empty when there is none
/// @param arrived the format of a whole copy that is yet to be converted; empty when there is none
/// @param format of the finished copy; empty when there is none
public record ImageCopyFacts(
    OptionalLong source,
    @Field(label = "Copied", unit = "bytes") OptionalLong part,
    Optional<ImageFormat> arrived,
    @Field(label = "Format") Optional<ImageFormat> format,
    @Field(label = "Size", unit = "bytes") OptionalLong sizeBytes,
    @Field(label = "Since") Optional<Instant> since) {
  static final ImageCopyFacts NOTHING =
      new ImageCopyFacts(
          OptionalLong.empty(),
          OptionalLong.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          Optional.empty());
}
