package io.stampede.desktop.fake;

import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.engine.Phase;
import io.stampede.engine.Problem;
import io.stampede.engine.Status;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.Field;
import io.stampede.schema.KindSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Hosts on their way in, that move only when they are asked to. What becomes of one is in the last
/// part of its address: `.13` does not answer, `.14` shows another key than the pinned one, `.15`
/// has no Docker, all others are well but for a warning.
public final class FakeCandidates {
  public static final String KIND = "candidate";

  record Spec(
      @Field(label = "Name") Optional<String> name,
      @Field(label = "Address") String address,
      @Field(label = "Port", byDefault = "22") int port,
      @Field(label = "User", byDefault = "root") String user,
      @Field(label = "Private key", secret = true) Optional<String> privateKey) {}

  record Row(
      @Field(label = "Check") String check,
      @Field(label = "What", column = true) String title,
      @Field(label = "Found", column = true) String found) {}

  record Facts(
      @Field(label = "Presented key") Optional<String> presentedKey,
      @Field(label = "Checks") List<Row> checks,
      @Field(label = "Host", reference = "host") Optional<String> host,
      @Field(label = "Left") OptionalLong left) {}

  private FakeCandidates() {}

  static KindSchema schema() {
    return KindSchema.of(
        KIND,
        "Host to add",
        "Hosts to add",
        "A host on its way in.",
        Spec.class,
        Facts.class,
        ActionSchema.of("trust", "Trust", ""),
        ActionSchema.of("recheck", "Check again", ""),
        ActionSchema.of("fix", "Fix", ""),
        ActionSchema.of("add", "Add", ""));
  }

  static Map<String, Object> targets(String text) {
    var targets = new ArrayList<Map<String, Object>>();
    var errors = new ArrayList<Map<String, Object>>();
    int number = 0;
    for (var line : text.lines().toList()) {
      number++;
      if (line.isBlank()) continue;
      if (line.matches("[a-z0-9.@:]+")) {
        var at = line.indexOf('@');
        targets.add(
            Map.of(
                "address",
                line.substring(at + 1),
                "port",
                22L,
                "user",
                at < 0 ? "" : line.substring(0, at),
                "name",
                ""));
      } else {
        errors.add(Map.of("line", (long) number, "message", "“" + line + "” is no address"));
      }
    }
    return Map.of("targets", targets, "errors", errors);
  }

  static Resource create(FakeClient client, Map<String, ?> given) {
    var address = String.valueOf(given.get("address"));
    var fields = new LinkedHashMap<String, Object>(given);
    fields.remove("privateKey");
    fields.put("name", "h" + last(address));
    fields.put("trust", "unknown");
    if (last(address) == 13) {
      var problem =
          Problem.host(
              "no-answer",
              address + ":22 does not answer",
              "check its power, its network, and that sshd listens there");
      return client.put(KIND, Status.failed(Phase.UNREACHABLE, problem), fields);
    }
    fields.put("presentedKey", print(address));
    fields.put("presentedKeyType", "ssh-ed25519");
    if (last(address) == 14) {
      fields.put("trust", "changed");
      fields.put("pinnedBy", "host store");
    }
    return client.put(KIND, Status.resting(Phase.WAITING), fields);
  }

  private static int last(String address) {
    return Integer.parseInt(address.substring(address.lastIndexOf('.') + 1));
  }

  /// The fingerprint of the key that a host at this address shows.
  public static String print(String address) {
    var letter = String.valueOf((char) ('a' + last(address) % 26));
    return "SHA256:" + letter.repeat(2) + "0nX1vGhRZV5mTzB3l0Yx2kQ9sUe7cJdAaPp4iNfK" + letter;
  }

  static Resource act(FakeClient client, Resource r, String action, Map<String, ?> input) {
    var fields = new LinkedHashMap<>(r.fields());
    boolean mended = action.equals("fix") || Boolean.TRUE.equals(fields.get("mended"));
    switch (action) {
      case "trust" -> {
        if (!r.text("presentedKey").equals(input.get("fingerprint"))) {
          throw Refused.conflict("other-key", "it shows another key by now", "compare it anew");
        }
        fields.put("trust", "trusted");
      }
      case "fix" -> fields.put("mended", true);
      case "add" -> {
        var host =
            client.create(
                "host", Map.of("name", r.name(), "address", r.text("address"), "privateKey", "x"));
        fields.put("go", true);
        fields.put("host", host.id());
        return client.change(r, _ -> Status.resting(Phase.ADDED), fields);
      }
      default -> {}
    }
    fields.put("checks", checks(last(r.text("address")), mended));
    fields.put("changes", changes());
    return client.change(r, s -> s, fields);
  }

  private static List<String> changes() {
    return List.of(
        "write /var/lib/stampede/owner: this installation",
        "load the image stampede-net 1f3c9d (38 MiB) into Docker",
        "start the container stampede-net with NET_ADMIN, NET_RAW",
        "set net.ipv4.ip_forward to 1");
  }

  private static List<Map<String, Object>> checks(int last, boolean mended) {
    boolean docker = last != 15 || mended;
    var checks = new ArrayList<Map<String, Object>>();
    checks.add(
        check(
            "docker-reachable",
            "Docker",
            "must",
            docker ? "ok" : "failed",
            docker ? "Docker 27.3.1, overlay2" : "nothing listens on /var/run/docker.sock",
            "Containers are run by it, and the network of this console is one of them.",
            docker ? "" : "systemctl enable --now docker",
            !docker));
    checks.add(
        check(
            "clock",
            "Clock",
            "should",
            "failed",
            "41 s behind this console",
            "Tunnels and certificates are refused by hosts whose clocks differ.",
            "timedatectl set-ntp true",
            true));
    checks.add(
        check(
            "several-addresses",
            "Addresses",
            "note",
            "failed",
            "10.0.0." + last + " and 192.168.7.4: the overlay uses the first",
            "Tunnels go between these addresses.",
            "",
            false));
    for (var name : List.of("SSH forwarding", "Kernel", "Virtualization", "Disk space", "Memory")) {
      checks.add(
          check(
              name.toLowerCase(java.util.Locale.ROOT).replace(' ', '-'),
              name,
              "must",
              "ok",
              "as it should be",
              "",
              "",
              false));
    }
    return checks;
  }

  private static Map<String, Object> check(
      String name,
      String title,
      String severity,
      String state,
      String found,
      String why,
      String fix,
      boolean fixable) {
    var row = new LinkedHashMap<String, Object>();
    row.put("check", name);
    row.put("title", title);
    row.put("severity", severity);
    row.put("state", state);
    row.put("found", found);
    row.put("why", why);
    row.put("fix", fix);
    row.put("fixable", fixable);
    row.put("tookMillis", 12L);
    return row;
  }
}
