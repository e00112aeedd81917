package io.stampede.web.model;

import io.stampede.client.Resource;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.KindSchema;
import java.util.ArrayList;
import java.util.List;

/// What can be done with a resource now, in the order to offer it: gentle things first.
public final class Offered {
  private Offered() {}

  public static List<ActionSchema> of(KindSchema kind, Resource resource) {
    var gentle = new ArrayList<ActionSchema>();
    var harsh = new ArrayList<ActionSchema>();
    for (var action : kind.actions()) {
      if (!resource.actions().contains(action.name())) continue;
      (action.destructive() ? harsh : gentle).add(action);
    }
    gentle.addAll(harsh);
    return gentle;
  }

  /// What each of several resources offers.
  public static List<ActionSchema> ofAll(KindSchema kind, List<Resource> resources) {
    return kind.actions().stream()
        .filter(a -> a.input().isEmpty() && !a.collection())
        .filter(a -> resources.stream().allMatch(r -> r.actions().contains(a.name())))
        .toList();
  }
}
