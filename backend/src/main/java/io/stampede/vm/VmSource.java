package io.stampede.vm;

import io.stampede.schema.Field;
import java.util.Optional;

/// What a machine is made of.
///
/// @param blank whether its disk begins empty
public record VmSource(
    @Field(
            label = "Image",
            help =
                "What its disk starts as. The image itself is never changed. Left open where a"
                    + " template is given.",
            reference = "image",
            column = true)
        Optional<String> image,
    @Field(
            label = "Template",
            help =
                "The system it is made of: the newest image of it is found and fetched, and what it"
                    + " needs at least is what the machine gets at least.",
            reference = "template")
        Optional<String> template,
    @Field(
            label = "Type",
            help = "An instance type, which gives CPUs, memory and disk.",
            reference = "instanceType")
        Optional<String> type,
    @Field(
            label = "Key pair",
            group = "Guest",
            help = "Whose public key the guest lets in, beside the SSH keys.",
            reference = "keyPair")
        Optional<String> keyPair,
    boolean blank) {
  public static final VmSource NOTHING =
      new VmSource(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);

  static VmSource of(String image) {
    return NOTHING.with(image);
  }

  /// The image's id; empty while it is not known, and of a blank disk.
  String imageId() {
    return image.orElse("");
  }

  VmSource with(String imageId) {
    var id = Optional.of(imageId).filter(given -> !given.isEmpty());
    return new VmSource(id, template, type, keyPair, blank);
  }

  VmSource asBlank() {
    return new VmSource(Optional.empty(), template, type, keyPair, true);
  }

  /// Whether its image is yet to be found.
  boolean isOpen() {
    return imageId().isEmpty() && template.isPresent() && !blank;
  }
}
