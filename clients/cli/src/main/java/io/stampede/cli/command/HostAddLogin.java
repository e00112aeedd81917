package io.stampede.cli.command;

import io.stampede.cli.api.Failure;
import io.stampede.cli.json.JsonObject;
import io.stampede.cli.show.Terminal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.ParseResult;

/// How to log in to hosts, from the options of `host add`, and where a person sits from questions.
record HostAddLogin(Terminal terminal, ParseResult line) {
  private static final List<String> USUAL_KEYS = List.of("id_ed25519", "id_ecdsa", "id_rsa");
  private static final String PASSPHRASE = "passphrase";

  JsonObject fields() {
    var source = new ValueSource(terminal);
    Map<String, Object> fields = new LinkedHashMap<>();
    text(fields, "user", "--user");
    if (Specs.given(line, "--port")) {
      fields.put("port", Quantity.parse("--port", Specs.value(line, "--port"), ""));
    }
    var jumps = Specs.values(line, "--jump");
    if (!jumps.isEmpty()) fields.put("jumps", jumps);
    key(source).ifPresent(key -> key(fields, key));
    if (Specs.given(line, "--agent")) fields.put("agent", true);
    file(fields, "certificate", "--certificate");
    file(fields, "hostKeyAuthority", "--host-key-authority");
    password(source).ifPresent(password -> fields.put("password", password));
    var labels = FieldOptions.pairs("--label", Specs.values(line, "--label"));
    if (!labels.isEmpty()) fields.put("labels", labels);
    return new JsonObject(fields);
  }

  private void text(Map<String, Object> fields, String field, String option) {
    if (Specs.given(line, option)) fields.put(field, Specs.value(line, option));
  }

  private void file(Map<String, Object> fields, String field, String option) {
    if (!Specs.given(line, option)) return;
    var from = "@" + Specs.value(line, option);
    fields.put(field, new ValueSource(terminal).text(option, from).strip());
  }

  private Optional<String> key(ValueSource source) {
    if (Specs.given(line, "--key")) {
      return Optional.of(source.text("--key", "@" + Specs.value(line, "--key")));
    }
    if (Specs.given(line, "--private-key")) {
      return Optional.of(source.text("--private-key", Specs.value(line, "--private-key")));
    }
    boolean other =
        Stream.of("--agent", "--password", "--password-prompt")
            .anyMatch(option -> Specs.given(line, option));
    return other || !terminal.asks() ? Optional.empty() : usual(source);
  }

  /// As `ssh` does; but the console keeps the key, which a person has to agree to.
  private Optional<String> usual(ValueSource source) {
    var home = terminal.env("HOME");
    return USUAL_KEYS.stream()
        .map(name -> Path.of(home, ".ssh", name))
        .filter(Files::isReadable)
        .findFirst()
        .filter(file ->
            terminal.agrees("Log in with %s? (The console keeps it, encrypted.)".formatted(file)))
        .map(file -> source.text("--key", "@" + file));
  }

  private void key(Map<String, Object> fields, String key) {
    fields.put("privateKey", key);
    if (Specs.given(line, "--passphrase")) {
      var told = Specs.value(line, "--passphrase");
      fields.put(PASSPHRASE, new ValueSource(terminal).line("--passphrase", told));
    } else if (Specs.given(line, "--passphrase-prompt") || isLocked(key)) {
      fields.put(PASSPHRASE, asked("the key has a passphrase", "Passphrase of the key"));
    }
  }

  private String asked(String what, String prompt) {
    if (terminal.asks()) return terminal.readSecret(prompt);
    throw Failure.usage(what + ", and nobody can be asked", "give it as @FILE or @-");
  }

  private Optional<String> password(ValueSource source) {
    if (Specs.given(line, "--password")) {
      return Optional.of(source.line("--password", Specs.value(line, "--password")));
    }
    if (!Specs.given(line, "--password-prompt")) return Optional.empty();
    return Optional.of(asked("a password is needed", "Password"));
  }

  /// Whether a key has a passphrase: in PEM by its header, in OpenSSH's form by the name of its
  /// cipher (PROTOCOL.key of OpenSSH).
  static boolean isLocked(String key) {
    if (key.contains("ENCRYPTED")) return true;
    if (!key.contains("BEGIN OPENSSH PRIVATE KEY")) return false;
    var body = key.replaceAll("-----[^-]*-----", "").replaceAll("\\s", "");
    try {
      var start = new String(Base64.getDecoder().decode(body), StandardCharsets.ISO_8859_1);
      return start.startsWith("openssh-key-v1\0") && !start.startsWith("none", 19);
    } catch (IllegalArgumentException e) {
      // No key at all: the server says so, in better words.
      return false;
    }
  }
}
