package io.stampede.image;

import io.stampede.schema.Field;
import java.util.Optional;
import java.util.OptionalLong;

/// What the console has of an image.
///
/// @param ready whether it is whole, checked and can be used
/// @param downloaded bytes of an unfinished download
/// @param copiesWanted on how many hosts a copy is to be
/// @param copies on how many hosts a copy is wanted or not yet gone
public record ImageFacts(
    boolean ready,
    long downloaded,
    int copiesWanted,
    @Field(label = "Copies", help = "On how many hosts there is a copy.") int copies,
    @Field(label = "Size", unit = "bytes", column = true) OptionalLong sizeBytes,
    @Field(label = "Disk size", unit = "MiB", column = true) OptionalLong virtualSizeMib,
    @Field(label = "Format", column = true) Optional<ImageFormat> format,
    @Field(label = "SHA-256", help = "Of the image as it is kept.", more = true)
        Optional<String> sha256) {
  static final ImageFacts NOTHING =
      new ImageFacts(
          false,
          0,
          0,
          0,
          OptionalLong.empty(),
          OptionalLong.empty(),
          Optional.empty(),
          Optional.empty());

  static ImageFacts of(StoredImage image, ImageCopies.Count copies) {
    return new ImageFacts(
        true,
        0,
        copies.wanted(),
        copies.all(),
        OptionalLong.of(image.sizeBytes()),
        OptionalLong.of(image.virtualSizeMib()),
        Optional.of(image.format()),
        Optional.of(image.sha256()));
  }

  static ImageFacts partial(long downloaded, ImageCopies.Count copies) {
    return new ImageFacts(
        false,
        downloaded,
        copies.wanted(),
        copies.all(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
