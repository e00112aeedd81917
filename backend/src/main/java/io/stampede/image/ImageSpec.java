package io.stampede.image;

import io.stampede.schema.Field;
import io.stampede.schema.Inline;
import java.util.Optional;

/// An image that is wanted on the console.
///
/// @param url where to fetch it; without one its bytes are uploaded
/// @param checksum of the bytes as published (before unpacking)
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
    @Inline Care care) {
  public ImageSpec(ImageName name, Optional<ImageUrl> url, Optional<Checksum> checksum) {
    this(name, url, checksum, Optional.empty(), Care.USUAL);
  }

  ImageSpec with(Care next) {
    return new ImageSpec(name, url, checksum, checksumUrl, next);
  }
}
