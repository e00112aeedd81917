package io.stampede.cli;

import io.stampede.cli.FakeServer.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Hosts on their way in, as far as a client sees them. Each look moves each of them one state on.
/// What is wrong with one shows in the end of its address: `.61` Docker is missing, `.62` it is
/// down, which can be put right, `.64` IP forwarding is off, `.70` it never answers, `.71` it
/// refuses the key.
final class FakeCandidates {
  static final String KEY = "SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8";

  private final FakeWorld world;

  /// Addresses at which somebody has mended what was wrong.
  private final Set<String> mended = new HashSet<>();

  FakeCandidates(FakeWorld world) {
    this.world = world;
  }

  void mend(String address) {
    mended.add(address);
  }

  Map<String, Object> ask(String action, Map<String, Object> input) {
    if (action.equals("discover")) {
      var member = Map.of("address", "192.0.2.12", "name", "core-2", "source", "etcd");
      return Map.of("members", List.of(member));
    }
    var targets = new ArrayList<Map<String, Object>>();
    var errors = new ArrayList<Map<String, Object>>();
    for (var word : text(input, "text").split("\\s+")) {
      if (word.startsWith("-")) {
        errors.add(Map.of("line", 1L, "message", "“" + word + "”: begins with a hyphen"));
        continue;
      }
      Map<String, Object> target = new HashMap<>();
      int at = word.indexOf('@');
      if (at > 0) target.put("user", word.substring(0, at));
      target.put("address", word.substring(at + 1));
      targets.add(target);
    }
    return Map.of("targets", targets, "errors", errors);
  }

  Map<String, Object> create(Map<String, Object> body) {
    if (!body.containsKey("privateKey") && !body.containsKey("password")) {
      throw new Problem(422, "missing", "is required", "give a key", "privateKey");
    }
    var name = body.getOrDefault("name", text(body, "address").replace('.', '-'));
    var row = world.add("candidates", String.valueOf(name), "requested", "trust", "unknown");
    row.put("port", 22L);
    row.put("user", "root");
    row.putAll(body);
    row.put("name", name);
    row.put("transitioning", "yes");
    row.put("actions", Map.of("add", "", "retry", ""));
    return row;
  }

  Map<String, Object> update(Map<String, Object> row, Map<String, Object> body) {
    row.putAll(body);
    if (!text(row, "address").endsWith(".70")) row.put("transitioning", "yes");
    return row;
  }

  Map<String, Object> act(Map<String, Object> row, String action, Map<String, Object> input) {
    row.put("transitioning", "yes");
    switch (action) {
      case "trust" -> row.put("hostKey", text(input, "fingerprint"));
      case "fix" -> mend(text(row, "address"));
      case "add" -> row.put("go", true);
      default -> {}
    }
    return row;
  }

  void step(Map<String, Object> row) {
    boolean moving =
        text(row, "transitioning").equals("yes") && !text(row, "state").equals("removing");
    if (!moving) return;
    var address = text(row, "address");
    if (address.endsWith(".70")) return;
    row.put("presentedKey", KEY);
    row.put("presentedKeyType", "ssh-ed25519");
    row.put("transitioning", "no");
    if (!row.containsKey("hostKey")) {
      row.put("state", "waiting");
    } else if (!text(row, "hostKey").equals(KEY)) {
      row.put("trust", "changed");
      trouble(row, "another key", "compare it");
    } else if (address.endsWith(".71") && !mended.contains(address)) {
      row.put("trust", "trusted");
      trouble(row, address + " refused the key of root", "give another key");
    } else {
      checked(row, address);
    }
  }

  private static void trouble(Map<String, Object> row, String message, String fix) {
    row.put("state", "error");
    row.put("transitioning", "error");
    row.put("problem", Map.of("code", "x", "message", message, "fix", fix));
  }

  private void checked(Map<String, Object> row, String address) {
    row.put("trust", "trusted");
    row.remove("problem");
    if (!row.containsKey("checks")) {
      row.put("checks", List.of(check("docker-reachable", "must", "running", "", false)));
      row.put("transitioning", "yes");
      return;
    }
    var checks = checks(address);
    row.put("checks", checks);
    row.put("changes", List.of("make the folder /var/lib/stampede"));
    boolean bars =
        checks.stream().anyMatch(c -> c.containsValue("must") && c.containsValue("failed"));
    row.put("state", bars ? "waiting" : "ready");
    if (!Boolean.TRUE.equals(row.get("go"))) return;
    var host = world.add("hosts", text(row, "name"), "connected", "address", address, "port", 22L);
    row.put("host", Objects.requireNonNull(host.get("id")));
    row.put("state", "added");
  }

  private List<Map<String, Object>> checks(String address) {
    boolean wrong = !mended.contains(address);
    boolean down = wrong && address.endsWith(".62");
    boolean missing = wrong && address.endsWith(".61");
    boolean forward = wrong && address.endsWith(".64");
    return List.of(
        check("kvm", "note", "unknown", "nobody can tell", false),
        check("ip-forward", "should", forward ? "failed" : "ok", forward ? "off" : "on", forward),
        down
            ? check("docker-reachable", "must", "failed", "the daemon is down", true)
            : missing
                ? check("docker-reachable", "must", "failed", "there is no Docker", false)
                : check("docker-reachable", "must", "ok", "it answers", false));
  }

  private static Map<String, Object> check(
      String word, String severity, String state, String found, boolean fixable) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("check", word);
    row.put("title", "About " + word);
    row.put("severity", severity);
    row.put("state", state);
    row.put("found", found);
    row.put("why", "It is needed.");
    row.put("fix", state.equals("failed") ? "systemctl start it\nand look" : "");
    row.put("fixable", fixable);
    row.put("tookMillis", 3L);
    return row;
  }

  private static String text(Map<String, Object> json, String field) {
    return String.valueOf(json.getOrDefault(field, ""));
  }
}
