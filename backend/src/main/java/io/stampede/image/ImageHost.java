package io.stampede.image;

import io.stampede.engine.Outcome;
import io.stampede.engine.Sight;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// What copies of images ask of a host. Every step may be repeated.
public interface ImageHost {
  /// What a host has of an image.
  ///
  /// @param part bytes of an unfinished copy; empty when there is none
  /// @param arrived the format of a whole copy that is yet to be converted
  /// @param format of the finished copy; empty when there is none
  /// @param size of the finished copy in bytes
  /// @param since when that was made, as the host's clock says
  record OnHost(
      OptionalLong part,
      Optional<ImageFormat> arrived,
      Optional<ImageFormat> format,
      OptionalLong size,
      Optional<Instant> since) {
    public static final OnHost NOTHING =
        new OnHost(OptionalLong.empty(), Optional.empty(), Optional.empty());

    /// Nothing is known of the finished copy but its format.
    public OnHost(OptionalLong part, Optional<ImageFormat> arrived, Optional<ImageFormat> format) {
      this(part, arrived, format, OptionalLong.empty(), Optional.empty());
    }
  }

  /// [Sight.Missing] when there is neither.
  Sight<OnHost> look(String hostId, String imageId);

  /// Sends what is missing of the unfinished copy.
  Outcome send(String hostId, String imageId, StoredImage source);

  /// Has the host fetch all of the unfinished copy, and compares it with the source.
  ///
  /// @return why it could not, in words: then nothing is left of it; empty when it is there
  Optional<String> fetch(String hostId, String imageId, StoredImage source, ImageUrl url);

  /// Compares the whole unfinished copy with the source, and makes it the finished one or, when it
  /// is to be converted, the one that has arrived.
  Outcome check(String hostId, String imageId, StoredImage source);

  /// Makes of the copy that has arrived the finished one.
  Outcome convert(String hostId, String imageId, ImageFormat from);

  /// Copies a disk as a whole, whatever it is based on, to a file here; goes on where an earlier
  /// try ended. Fails while somebody writes to it.
  Outcome take(String imageId, Disks.Found.At disk, Path to);

  /// Removes all of a copy, unless a disk on the host is based on it.
  Outcome remove(String hostId, String imageId);
}
