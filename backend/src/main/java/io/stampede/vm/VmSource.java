package io.stampede.vm;

import io.stampede.schema.Field;
import java.util.Optional;

/// What a machine is made of.
///
/// @param blank whether its disk begins empty
/// @param cloneOf of which machine it is a clone
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
    boolean blank,
    Optional<CloneOf> cloneOf) {
  public static final VmSource NOTHING =
      new VmSource(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);

  /// Of no other machine.
  public VmSource(
      Optional<String> image,
      Optional<String> template,
      Optional<String> type,
      Optional<String> keyPair,
      boolean blank) {
    this(image, template, type, keyPair, blank, Optional.empty());
  }

  static VmSource of(String image) {
    return NOTHING.with(image);
  }

  /// The image's id; empty while it is not known, and of a blank disk.
  String imageId() {
    return image.orElse("");
  }

  VmSource with(String imageId) {
    var id = Optional.of(imageId).filter(given -> !given.isEmpty());
    return new VmSource(id, template, type, keyPair, blank, cloneOf);
  }

  VmSource cloning(CloneOf of) {
    return new VmSource(image, template, type, keyPair, blank, Optional.of(of));
  }

  /// Its disk is there, and based on nothing.
  public VmSource whole() {
    var made = cloneOf.map(CloneOf::asMade);
    return new VmSource(Optional.empty(), template, type, keyPair, blank, made);
  }

  /// Whether its disk is to be based on nothing.
  boolean isWhole() {
    return cloneOf.filter(of -> !of.linked()).isPresent();
  }

  /// Whether its disk was made, and can be made of nothing again.
  public boolean isMade() {
    return cloneOf.filter(CloneOf::made).isPresent();
  }

  VmSource asBlank() {
    return new VmSource(Optional.empty(), template, type, keyPair, true, cloneOf);
  }

  /// Whether its image is yet to be found.
  boolean isOpen() {
    boolean known = template.isPresent() || cloneOf.isPresent();
    return imageId().isEmpty() && known && !blank && !isMade();
  }
}
