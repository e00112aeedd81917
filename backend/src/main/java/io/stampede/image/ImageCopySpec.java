package io.stampede.image;

import io.stampede.schema.Field;
import java.time.Instant;
import java.util.Optional;

/// One image on one host.
///
/// @param unusedSince since when no machine needs it; empty while one does, or before that was seen
public record ImageCopySpec(
    @Field(label = "Image", reference = "image") String image,
    @Field(label = "Host", reference = "host") String host,
    @Field(label = "Unused since", create = false) Optional<Instant> unusedSince) {
  public static final String KIND = "imageCopy";

  public ImageCopySpec(String image, String host) {
    this(image, host, Optional.empty());
  }

  /// The id of the one copy of an image on a host, so that asking twice gives one: `ic-`, and the
  /// random parts of both ids.
  public static String id(String imageId, String hostId) {
    return "ic-" + tail(imageId) + "-" + tail(hostId);
  }

  private static String tail(String id) {
    return id.substring(id.indexOf('-') + 1);
  }
}
