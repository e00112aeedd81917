package io.stampede.web.rest;

import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.client.StampedeClient;
import io.stampede.schema.KindSchema;

/// Finds what a path speaks of.
public final class Kinds {
  private Kinds() {}

  /// @throws Refused when no kind has this plural
  public static KindSchema byPlural(StampedeClient client, String plural) {
    return client.kinds().stream()
        .filter(kind -> kind.plural().equals(plural))
        .findFirst()
        .orElseThrow(() -> Refused.notFound("collection", plural));
  }

  /// A resource by its id or its name.
  ///
  /// @throws Refused when there is none
  public static Resource find(StampedeClient client, KindSchema kind, String idOrName) {
    return client.get(kind.name(), idOrName);
  }
}
