package io.stampede.image;

import io.stampede.client.KindFace;
import io.stampede.schema.KindSchema;
import java.util.Optional;

/// Copies of images are made and removed by the kinds that need them, never by a person.
public final class ImageCopyFace implements KindFace<ImageCopySpec, ImageCopyFacts, ImageCopyStep> {
  private final ImageCopyKind kind;
  private final KindSchema schema =
      KindSchema.of(
          ImageCopySpec.KIND,
          "Image copy",
          "Image copies",
          "An image on one host.",
          ImageCopySpec.class,
          ImageCopyFacts.class);

  public ImageCopyFace(ImageCopyKind kind) {
    this.kind = kind;
  }

  @Override
  public KindSchema schema() {
    return schema;
  }

  @Override
  public ImageCopyKind kind() {
    return kind;
  }

  @Override
  public Class<ImageCopySpec> specType() {
    return ImageCopySpec.class;
  }

  @Override
  public Class<ImageCopyFacts> factsType() {
    return ImageCopyFacts.class;
  }

  @Override
  public boolean internal() {
    return true;
  }

  @Override
  public String idPrefix() {
    return "ic";
  }

  @Override
  public String name(ImageCopySpec spec) {
    return ImageCopySpec.id(spec.image(), spec.host());
  }

  @Override
  public String called(ImageCopySpec spec) {
    return spec.image() + " on " + spec.host();
  }

  @Override
  public ImageCopySpec admit(
      String id, ImageCopySpec wanted, Optional<ImageCopySpec> before, Resources world) {
    return wanted;
  }
}
