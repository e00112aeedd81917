package io.stampede.web.model;

import io.stampede.client.Query;
import io.stampede.client.Resource;
import io.stampede.client.StampedeClient;
import io.stampede.client.TaskEntry;
import io.stampede.engine.Phase;
import io.stampede.engine.Status;
import java.util.ArrayList;
import java.util.List;

/// What is going on: resources on their way, resources in trouble, and the last steps.
public final class TaskFeed {
  /// One reading.
  public record Shown(List<Resource> moving, List<Resource> troubled, List<TaskEntry> steps) {
    public Shown {
      moving = List.copyOf(moving);
      troubled = List.copyOf(troubled);
      steps = List.copyOf(steps);
    }
  }

  private final StampedeClient client;

  public TaskFeed(StampedeClient client) {
    this.client = client;
  }

  public Shown read(int steps) {
    var moving = new ArrayList<Resource>();
    var troubled = new ArrayList<Resource>();
    for (var kind : client.kinds()) {
      moving.addAll(some(kind.name(), "transitioning", "yes"));
      troubled.addAll(some(kind.name(), "transitioning", "error"));
      troubled.addAll(some(kind.name(), "state", Phase.DEGRADED.word()));
    }
    return new Shown(moving, troubled, steps == 0 ? List.of() : client.tasks("", "", steps));
  }

  private List<Resource> some(String kind, String field, String value) {
    var filter = new Query.Filter(field, Query.Operator.EQ, value);
    return client.list(kind, new Query(List.of(filter), List.of("name"), 100, "")).items();
  }

  public static boolean isMoving(Resource resource) {
    return resource.status().transition() == Status.Transition.YES;
  }
}
