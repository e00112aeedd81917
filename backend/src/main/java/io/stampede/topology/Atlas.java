package io.stampede.topology;

import io.stampede.client.Query;
import io.stampede.client.Resource;
import io.stampede.client.StampedeClient;
import io.stampede.schema.KindSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// Reads the [Topology].
public final class Atlas {
  private Atlas() {}

  /// Whether a change of this kind may change the picture.
  public static boolean matters(String kind) {
    return kind.equals(Surveyor.HOST)
        || kind.equals(Surveyor.NETWORK)
        || Surveyor.WORKLOADS.contains(kind)
        || Arrows.sort(kind).isPresent();
  }

  /// All of it, as it is now: not for a toolkit's thread.
  public static Topology read(StampedeClient client) {
    var kinds = client.kinds().stream().map(KindSchema::name).filter(Atlas::matters);
    var world = new HashMap<String, List<Resource>>();
    kinds.forEach(kind -> world.put(kind, all(client, kind)));
    return Topology.of(world);
  }

  private static List<Resource> all(StampedeClient client, String kind) {
    var all = new ArrayList<Resource>();
    var cursor = Optional.of("");
    while (cursor.isPresent()) {
      var page = client.list(kind, new Query(List.of(), List.of("name"), 1000, cursor.get()));
      all.addAll(page.items());
      cursor = page.next();
    }
    return all;
  }
}
