package io.stampede.image;

import io.stampede.schema.Field;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// One host's copy of an image, as its image shows it.
///
/// @param wanted whether there is to be one; else it is on its way out
/// @param unusedSince since when no machine needs it; empty while one does
/// @param diskShort whether the host's disk is nearly full
/// @param kept whether it stays although nobody uses it
public record CopyOnHost(
    @Field(label = "Host", reference = "host") String host,
    boolean wanted,
    @Field(label = "State") String state,
    @Field(label = "Size", unit = "bytes") OptionalLong sizeBytes,
    @Field(label = "Since") Optional<Instant> since,
    @Field(label = "In use") boolean used,
    @Field(label = "Unused since") Optional<Instant> unusedSince,
    boolean diskShort,
    @Field(label = "Kept") boolean kept,
    @Field(label = "Problem") Optional<String> problem) {
  /// Names this copy, and not one that is made later.
  String mark() {
    return host + "@" + since.map(Instant::toString).orElse("");
  }
}
