package io.stampede.adoption;

import java.util.List;
import java.util.Optional;

/// One kind's workloads on a host, whoever made them.
public interface Strangers {
  /// As in `container`.
  String kind();

  /// The first letters of its ids, as in `ct`.
  String idPrefix();

  /// All there are, but for this product's own; empty when the host does not answer, or has nothing
  /// of the kind and never will.
  Optional<List<Stranger>> on(String hostId);

  /// One workload.
  ///
  /// @param nativeId the id that Docker or libvirt gave it
  /// @param mark the resource id that it carries, of this console or another
  record Stranger(String nativeId, String name, Optional<String> mark) {}

  /// What it is, as far as it can be told; empty when it is gone meanwhile.
  Optional<Bonded> describe(String hostId, Stranger stranger, Bond bond);
}
