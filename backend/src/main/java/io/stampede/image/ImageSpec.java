package io.stampede.image;

import io.stampede.schema.Field;
import io.stampede.schema.Inline;
import java.util.Optional;

/// An image that is wanted on the console.
///
/// @param url where to fetch it; without one its bytes are uploaded
/// @param source the disk that it is made of instead
/// @param checksum of the bytes as published (before unpacking)
/// @param forClone whether it was made to clone a machine, and goes when no machine is based on it
public record ImageSpec(
    @Field(
            label = "Name",
            column = true,
            maxLength = 63,
            pattern = ImageName.PATTERN,
            example = "debian-12")
        ImageName name,
    @Field(
            label = "Address",
            help =
                "Where to fetch it: a qcow2, raw, VMDK, VHD or VHDX disk image or an ISO, as it is"
                    + " or .gz, .bz2, .xz or .zst. Without one, upload the image after it is"
                    + " created.",
            column = true,
            example = "https://example.org/debian-12.qcow2",
            maxLength = 4000)
        Optional<ImageUrl> url,
    @Field(
            label = "Made of",
            help =
                "A disk that it is made of, instead of an address: vm:NAME, of a machine that is"
                    + " off, or volume:NAME. What is there then is copied as a whole.",
            example = "vm:web1",
            maxLength = 80)
        Optional<ImageSource> source,
    @Field(
            label = "Checksum",
            help =
                "MD5, SHA-1, SHA-256 or SHA-512 of the file as published, in hexadecimal. With one"
                    + " that does not match nothing is kept.",
            maxLength = 200,
            more = true)
        Optional<Checksum> checksum,
    @Field(
            label = "Checksum file",
            help =
                "Where its publisher lists checksums, as SHA256SUMS, SHA512SUMS or DIGESTS. The"
                    + " strongest one of the image's file counts.",
            example = "https://example.org/SHA512SUMS",
            maxLength = 4000,
            more = true)
        Optional<ImageUrl> checksumUrl,
    @Field(
            label = "Way to hosts",
            help =
                "Console: the console sends it to each host. Host: each host fetches it from the"
                    + " address, and what it got is compared with the console's; what it cannot"
                    + " fetch, or what is published packed, the console sends.",
            byDefault = "console",
            update = true,
            more = true)
        Via via,
    @Inline Care care,
    boolean forClone) {
  /// Which way copies go to hosts.
  public enum Via {
    CONSOLE,
    HOST
  }

  public ImageSpec(ImageName name, Optional<ImageUrl> url, Optional<Checksum> checksum) {
    this(name, url, checksum, Optional.empty(), Care.USUAL);
  }

  public ImageSpec(
      ImageName name,
      Optional<ImageUrl> url,
      Optional<Checksum> checksum,
      Optional<ImageUrl> checksumUrl,
      Care care) {
    this(name, url, Optional.empty(), checksum, checksumUrl, Via.CONSOLE, care, false);
  }

  /// Of a disk, to clone its machine.
  public static ImageSpec forClone(ImageName name, ImageSource source) {
    return new ImageSpec(
        name,
        Optional.empty(),
        Optional.of(source),
        Optional.empty(),
        Optional.empty(),
        Via.CONSOLE,
        Care.USUAL,
        true);
  }

  /// Where hosts fetch it themselves.
  public Optional<ImageUrl> direct() {
    return via == Via.HOST ? url : Optional.empty();
  }

  ImageSpec with(Care next) {
    return new ImageSpec(name, url, source, checksum, checksumUrl, via, next, forClone);
  }
}
