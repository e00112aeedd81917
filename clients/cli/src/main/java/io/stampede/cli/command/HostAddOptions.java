package io.stampede.cli.command;

import io.stampede.cli.api.Failure;
import io.stampede.cli.json.JsonObject;
import io.stampede.cli.show.Printer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// What was asked of `host add`.
///
/// @param targets the addresses, as they were typed
/// @param common the fields that all of them share
/// @param accepted fingerprints of host keys that were compared
record HostAddOptions(
    List<String> targets,
    String name,
    JsonObject common,
    Set<String> accepted,
    List<String> fixes,
    boolean yes,
    boolean plan,
    Printer.Format format,
    ParseResult line) {
  static void addTo(CommandSpec spec) {
    Specs.positional(
        spec,
        "ADDRESS",
        "0..*",
        "As in 192.0.2.11, core@h1.example:2222, or a range as 192.0.2.[11-20].");
    Specs.option(spec, "--address", "ADDRESS", "The same as ADDRESS.");
    Specs.option(spec, "--name", "TEXT", "What you call it (usual: made of the address).");
    Specs.option(spec, "-u --user", "TEXT", "Root, or a user with sudo without a password.");
    Specs.option(spec, "-p --port", "NUMBER", "Where sshd listens (usual: 22).");
    Specs.repeated(
        spec, "-J --jump", "USER@HOST:PORT", "An SSH host to pass through. May be repeated.");
    logins(spec);
    trust(spec);
    Specs.repeated(spec, "--label", "KEY=VALUE", "A word workloads can ask for. May be repeated.");
    Specs.repeated(
        spec,
        "--fix",
        "CHECK",
        "Puts right what this check finds, where that is safe. May be repeated.");
    Specs.flag(spec, "-y --yes", "Does not ask before it adds.");
    Specs.flag(spec, "--plan", "Only looks, and shows what adding would change.");
    Specs.flag(spec, "--wait", "Is usual here: it ends when the hosts are ready.");
    Specs.option(spec, "--timeout", "TIME", "How long to wait, as 90s, 5m, 1h (usual: 10m).");
    Specs.flag(spec, "--json", "The same as --output json.");
    Specs.output(spec);
  }

  private static void logins(CommandSpec spec) {
    Specs.option(
        spec,
        "-i --key --key-file",
        "FILE",
        "The private key to log in with; - reads it from the input.");
    Specs.option(spec, "--private-key", "TEXT", "The same as text, as @FILE or @-.");
    Specs.option(spec, "--passphrase", "TEXT", "Of the key, as @FILE or @-.");
    Specs.flag(spec, "--passphrase-prompt", "Asks for the passphrase of the key.");
    Specs.option(
        spec,
        "--password",
        "TEXT",
        "As @FILE or @-. Used once, to install a key made for this console.");
    Specs.flag(spec, "--password-prompt", "Asks for that password.");
    Specs.flag(spec, "--agent", "Logs in with the ssh-agent that runs beside the console.");
    Specs.option(spec, "--certificate", "FILE", "The OpenSSH certificate of the key.");
  }

  private static void trust(CommandSpec spec) {
    Specs.repeated(
        spec,
        "--host-key --accept-key",
        "SHA256:…",
        "A host's key that you have compared. May be repeated.");
    Specs.option(
        spec, "--host-key-authority", "FILE", "The public key that signs your hosts' keys.");
  }

  static HostAddOptions read(Session session, ParseResult line) {
    var targets = new ArrayList<>(Specs.names(line));
    if (Specs.given(line, "--address")) targets.add(Specs.value(line, "--address"));
    if (targets.isEmpty()) {
      throw Failure.usage("no address was given", "as in `stampede host add 192.0.2.11`");
    }
    var format =
        Specs.given(line, "--json")
            ? Printer.Format.JSON
            : Specs.printer(session.terminal(), line).format();
    return new HostAddOptions(
        List.copyOf(targets),
        Specs.value(line, "--name"),
        new HostAddLogin(session.terminal(), line).fields(),
        Set.copyOf(Specs.values(line, "--host-key")),
        Specs.values(line, "--fix"),
        Specs.given(line, "--yes"),
        Specs.given(line, "--plan"),
        format,
        line);
  }

  Printer printer(Session session) {
    return new Printer(session.terminal(), format);
  }

  /// The fields of one host.
  ///
  /// @param target as the server read it: address, and port, user and name where they were typed
  JsonObject fields(JsonObject target) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (!name.isEmpty()) fields.put("name", name);
    fields.putAll(common.members());
    fields.putAll(target.members());
    if (!fixes.isEmpty() && !plan) fields.put("fixes", fixes);
    return new JsonObject(fields);
  }
}
