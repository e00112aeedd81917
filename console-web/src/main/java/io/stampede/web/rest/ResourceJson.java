package io.stampede.web.rest;

import io.stampede.client.PlanView;
import io.stampede.client.Resource;
import io.stampede.engine.Problem;
import io.stampede.schema.KindSchema;
import io.stampede.web.Doors;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// How resources, plans and problems look in JSON.
public final class ResourceJson {
  private ResourceJson() {}

  public static Map<String, Object> of(KindSchema kind, Resource resource) {
    var status = resource.status();
    var json = new LinkedHashMap<String, Object>();
    json.put("type", resource.kind());
    json.put("id", resource.id());
    json.put("name", resource.name());
    json.put("state", status.phase().word());
    json.put("transitioning", status.transition().name().toLowerCase(Locale.ROOT));
    json.put("message", status.message());
    status.progress().ifPresent(percent -> json.put("progress", percent));
    status.problem().ifPresent(problem -> json.put("problem", problem(problem)));
    json.put("generation", resource.generation());
    json.put("created", resource.created().toString());
    resource.seenAt().ifPresent(at -> json.put("seenAt", at.toString()));
    resource.fields().forEach(json::putIfAbsent);
    json.put("links", links(kind, resource));
    json.put("actions", actions(kind, resource));
    return json;
  }

  public static String self(KindSchema kind, String id) {
    return "/v1/" + kind.plural() + "/" + id;
  }

  private static Map<String, Object> links(KindSchema kind, Resource resource) {
    var self = self(kind, resource.id());
    var links = new LinkedHashMap<String, Object>();
    links.put("self", self);
    links.put("schema", "/v1/schemas/" + kind.name());
    links.put("tasks", self + "/tasks");
    if (Doors.hasLogs(kind)) links.put("logs", self + "/logs");
    if (Doors.hasScreen(kind) || Doors.hasTerminal(kind)) links.put("ticket", self + "/ticket");
    if (Doors.hasFigures(kind)) links.put("figures", self + "/figures");
    if (Doors.hasXml(kind)) links.put("xml", self + "/xml");
    if (Doors.takesContent(kind) || Doors.givesContent(kind))
      links.put("content", self + "/content");
    return links;
  }

  private static Map<String, Object> actions(KindSchema kind, Resource resource) {
    var actions = new LinkedHashMap<String, Object>();
    for (var name : resource.actions()) {
      actions.put(name, self(kind, resource.id()) + "?action=" + name);
    }
    return actions;
  }

  public static Map<String, Object> problem(Problem problem) {
    var json = new LinkedHashMap<String, Object>();
    json.put("blame", problem.blame().name().toLowerCase(Locale.ROOT));
    json.put("code", problem.code());
    json.put("message", problem.message());
    json.put("fix", problem.fix());
    return json;
  }

  public static Map<String, Object> plan(PlanView plan) {
    var json = new LinkedHashMap<String, Object>();
    json.put("steps", plan.steps().stream().map(ResourceJson::step).toList());
    json.put("waiting", plan.waiting());
    plan.problem().ifPresent(problem -> json.put("problem", problem(problem)));
    return json;
  }

  private static Map<String, Object> step(PlanView.StepView step) {
    var json = new LinkedHashMap<String, Object>();
    json.put("title", step.title());
    json.put("destroys", step.destroys());
    json.put("calls", step.calls());
    return json;
  }
}
