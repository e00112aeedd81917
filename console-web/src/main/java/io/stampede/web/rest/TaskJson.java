package io.stampede.web.rest;

import io.stampede.client.TaskEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How steps that were tried look in JSON.
public final class TaskJson {
  private TaskJson() {}

  public static Map<String, Object> of(List<TaskEntry> tasks) {
    return Map.of("data", tasks.stream().map(TaskJson::of).toList());
  }

  private static Map<String, Object> of(TaskEntry task) {
    var json = new LinkedHashMap<String, Object>();
    json.put("id", task.id());
    json.put("kind", task.kind());
    json.put("resourceId", task.resourceId());
    json.put("resourceName", task.resourceName());
    json.put("title", task.title());
    json.put("started", task.started().toString());
    task.ended().ifPresent(at -> json.put("ended", at.toString()));
    json.put("outcome", task.outcome().name().toLowerCase(Locale.ROOT));
    task.problem().ifPresent(problem -> json.put("problem", ResourceJson.problem(problem)));
    json.put("transcript", task.transcript());
    return json;
  }
}
