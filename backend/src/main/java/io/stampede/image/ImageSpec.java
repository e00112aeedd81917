package io.stampede.image;

import io.stampede.schema.Field;
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
                "Where to fetch it: a qcow2 or raw disk image, as it is or .gz. Without one,"
                    + " upload the image after it is created.",
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
        Optional<Checksum> checksum) {}
