package io.stampede.image;

import io.stampede.engine.Outcome;
import io.stampede.engine.Sight;
import java.util.Optional;
import java.util.OptionalLong;

/// What copies of images ask of a host. Every step may be repeated.
public interface ImageHost {
  /// What a host has of an image.
  ///
  /// @param part bytes of an unfinished copy; empty when there is none
  /// @param arrived the format of a whole copy that is yet to be converted
  /// @param format of the finished copy; empty when there is none
  record OnHost(OptionalLong part, Optional<ImageFormat> arrived, Optional<ImageFormat> format) {
    public static final OnHost NOTHING =
        new OnHost(OptionalLong.empty(), Optional.empty(), Optional.empty());
  }

  /// [Sight.Missing] when there is neither.
  Sight<OnHost> look(String hostId, String imageId);

  /// Sends what is missing of the unfinished copy.
  Outcome send(String hostId, String imageId, StoredImage source);

  /// Compares the whole unfinished copy with the source, and makes it the finished one or, when it
  /// is to be converted, the one that has arrived.
  Outcome check(String hostId, String imageId, StoredImage source);

  /// Makes of the copy that has arrived the finished one.
  Outcome convert(String hostId, String imageId, ImageFormat from);

  Outcome remove(String hostId, String imageId);
}
