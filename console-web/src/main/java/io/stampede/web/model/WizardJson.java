package io.stampede.web.model;

import io.stampede.engine.Problem;
import io.stampede.wizard.Check;
import io.stampede.wizard.HostRow;
import io.stampede.wizard.Matrix;
import io.stampede.wizard.Shown;
import io.stampede.wizard.Stand;
import io.stampede.wizard.Target;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A picture of the wizard as the browser's element draws it.
public final class WizardJson {
  private WizardJson() {}

  public static ObjectNode of(Shown shown) {
    var json = JsonMapper.shared().createObjectNode();
    json.put("step", shown.step().word()).put("busy", shown.busy());
    json.put("remaining", shown.remainingText());
    var hosts = json.putArray("hosts");
    shown.hosts().forEach(host -> host(hosts.addObject(), host));
    var here = json.putArray("shown");
    shown.at(shown.step()).forEach(host -> here.add(host.id()));
    var columns = json.putArray("columns");
    shown.matrix().columns().forEach(column -> column(columns.addObject(), column));
    var members = json.putArray("members");
    for (int i = 0; i < shown.members().size(); i++) {
      member(members.addObject().put("index", i), shown.members().get(i));
    }
    return json;
  }

  private static void column(ObjectNode json, Matrix.Column column) {
    json.put("name", column.name())
        .put("title", column.title())
        .put("tone", column.worst().tone().word())
        .put("failing", column.failing())
        .put("well", column.worst().isWell());
  }

  private static void member(ObjectNode json, Target member) {
    json.put("text", member.text()).put("name", member.name()).put("source", member.source());
  }

  private static void host(ObjectNode json, HostRow host) {
    json.put("id", host.id())
        .put("name", host.name())
        .put("where", host.where())
        .put("stand", host.stand().name())
        .put("standWord", host.stand().word())
        .put("tone", tone(host.stand()))
        .put("step", host.stand().step().word())
        .put("trusted", host.trust().isGiven())
        .put("trust", host.trust().name())
        .put("key", host.presentedKey())
        .put("keyType", host.keyType())
        .put("keyCommand", host.keyCommand())
        .put("pinnedBy", host.pinnedBy())
        .put("tally", host.tally().text())
        .put("doing", host.doing())
        .put("progress", host.progress().orElse(-1))
        .put("host", host.host())
        .put("retryable", host.retryable());
    problem(json, "problem", host.problem());
    problem(json, "refusal", host.refusal());
    checks(json.putArray("checks"), host);
    var changes = json.putArray("changes");
    host.changes().forEach(changes::add);
  }

  private static String tone(Stand stand) {
    return switch (stand) {
      case REACHING, CHECKING, ADDING, LEAVING -> "busy";
      case UNREACHABLE, ASKS_TRUST -> "warn";
      case KEY_CHANGED, BLOCKED, STUCK -> "bad";
      case MAY_BE_ADDED, ADDED -> "good";
    };
  }

  private static void checks(ArrayNode json, HostRow host) {
    for (Check check : host.checks()) {
      json.addObject()
          .put("name", check.name())
          .put("title", check.title())
          .put("tone", check.tone().word())
          .put("word", check.word())
          .put("found", check.found())
          .put("why", check.why())
          .put("fix", check.fix())
          .put("fixable", check.fixable())
          .put("well", check.isWell())
          .put("open", check.isOpen())
          .put("took", check.took().equals(Duration.ZERO) ? "" : Text.lasted(check.took()));
    }
  }

  private static void problem(ObjectNode json, String name, Optional<Problem> problem) {
    if (problem.isEmpty()) {
      json.putNull(name);
    } else {
      json.putObject(name).put("message", problem.get().message()).put("fix", problem.get().fix());
    }
  }
}
