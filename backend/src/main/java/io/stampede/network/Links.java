package io.stampede.network;

import io.stampede.engine.Intent;
import java.util.Optional;

/// What is known of links, from all that is kept.
public interface Links {
  LinkModels.Leading leading(LinkSpec spec);

  /// The id of the host that a link's consumer is on; empty when there is none any more.
  Optional<String> hostOf(Intent<LinkSpec> link);
}
