package io.stampede.image;

import io.stampede.schema.Field;

/// One image on one host.
public record ImageCopySpec(
    @Field(label = "Image", reference = "image") String image,
    @Field(label = "Host", reference = "host") String host) {
  public static final String KIND = "imageCopy";

  /// The id of the one copy of an image on a host, so that asking twice gives one: `ic-`, and the
  /// random parts of both ids.
  public static String id(String imageId, String hostId) {
    return "ic-" + tail(imageId) + "-" + tail(hostId);
  }

  private static String tail(String id) {
    return id.substring(id.indexOf('-') + 1);
  }
}
