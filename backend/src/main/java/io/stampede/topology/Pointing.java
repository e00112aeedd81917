package io.stampede.topology;

import io.stampede.client.PlanView;
import io.stampede.client.Resource;
import io.stampede.client.StampedeClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An arrow that is to lead to another workload.
///
/// @param cut whether the connections there are end; else they go on to where they went
public record Pointing(Arrow arrow, Workload target, boolean cut) {
  /// Those that it can be pointed at: they have an address, and are not all that it leads to
  /// already.
  public static List<Workload> choices(Topology topology, Arrow arrow) {
    return topology
        .workloads()
        .filter(w -> !w.plugs().isEmpty())
        .filter(w -> !arrow.targets().equals(List.of(w.key())))
        .filter(w -> arrow.from().filter(w.key()::equals).isEmpty())
        .toList();
  }

  /// What an update is asked for with.
  public Map<String, Object> fields() {
    var fields = new LinkedHashMap<String, Object>();
    if (arrow.multiple()) {
      fields.put(Arrows.TARGETS, List.of(target.name()));
    } else {
      fields.put(Arrows.TARGET, target.id());
    }
    fields.put("connections", cut ? "cut" : "keep");
    return fields;
  }

  /// @throws io.stampede.client.Refused when it cannot be
  public PlanView plan(StampedeClient client) {
    return client.plan(arrow.kind(), arrow.id(), "update", fields());
  }

  /// @throws io.stampede.client.Refused when it cannot be
  public Resource ask(StampedeClient client) {
    return client.update(arrow.kind(), arrow.id(), fields());
  }

  /// Back to where it led before.
  ///
  /// @throws io.stampede.client.Refused when it cannot be
  public Resource undo(StampedeClient client) {
    return client.act(arrow.kind(), arrow.id(), Arrows.UNDO, Map.of());
  }
}
