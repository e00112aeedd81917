package io.stampede.image;

import io.stampede.schema.Field;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What the console has of an image, and which hosts have a copy.
///
/// @param ready whether it is whole, checked and can be used
/// @param downloaded bytes of an unfinished download
/// @param copies on how many hosts a copy is wanted or not yet gone
public record ImageFacts(
    boolean ready,
    long downloaded,
    @Field(label = "Copies", help = "On how many hosts there is a copy.") int copies,
    @Field(label = "Size", unit = "bytes", column = true) OptionalLong sizeBytes,
    @Field(label = "Disk size", unit = "MiB", column = true) OptionalLong virtualSizeMib,
    @Field(label = "Format", column = true) Optional<ImageFormat> format,
    @Field(label = "SHA-256", help = "Of the image as it is kept.", more = true)
        Optional<String> sha256,
    @Field(label = "On hosts", help = "Which hosts have a copy, and since when.")
        List<CopyOnHost> hosts) {
  static final ImageFacts NOTHING = partial(0, List.of());

  public ImageFacts {
    hosts = List.copyOf(hosts);
  }

  static ImageFacts of(StoredImage image, List<CopyOnHost> hosts) {
    return new ImageFacts(
        true,
        0,
        hosts.size(),
        OptionalLong.of(image.sizeBytes()),
        OptionalLong.of(image.virtualSizeMib()),
        Optional.of(image.format()),
        Optional.of(image.sha256()),
        hosts);
  }

  static ImageFacts partial(long downloaded, List<CopyOnHost> hosts) {
    return new ImageFacts(
        false,
        downloaded,
        hosts.size(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty(),
        hosts);
  }

  boolean anyWanted() {
    return hosts.stream().anyMatch(CopyOnHost::wanted);
  }
}
