package io.stampede.template;

import io.stampede.image.Checksum;
import io.stampede.image.ImageUrl;
import java.util.Optional;

/// The newest image of a template.
///
/// @param version as its publisher names it; empty when that is not known
/// @param sum of what is at the address
/// @param sums a publisher's list that has it
record Release(
    Optional<String> version, ImageUrl image, Optional<Checksum> sum, Optional<ImageUrl> sums) {
  private static final int SHORT = 8;

  Release with(Checksum found) {
    return new Release(version, image, Optional.of(found), Optional.empty());
  }

  /// As `13-1f3a5c7e`: publishers put other bytes under the same version.
  String name() {
    var print = sum.map(s -> s.value().substring(0, SHORT));
    if (version.isEmpty()) return print.orElse("newest");
    return version.get() + print.map(p -> "-" + p).orElse("");
  }
}
