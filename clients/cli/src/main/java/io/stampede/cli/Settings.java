package io.stampede.cli;

import io.stampede.cli.api.Exit;
import io.stampede.cli.api.Failure;
import io.stampede.cli.json.Json;
import io.stampede.cli.json.JsonObject;
import io.stampede.cli.json.JsonSyntax;
import io.stampede.cli.show.Terminal;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;

/// Which server, and the token for it: from the command line, else `STAMPEDE_URL` and
/// `STAMPEDE_TOKEN`, else what `stampede login` kept.
public record Settings(URI url, String token) {
  private static final String USUAL_URL = "http://127.0.0.1:8090";

  /// @param server what `--server` says; may be empty
  public static Settings load(Terminal terminal, String server) {
    var kept = read(file(terminal));
    var url = first(server, terminal.env("STAMPEDE_URL"), kept.text("url"), USUAL_URL);
    // The token that was kept goes to the server it was kept for, and to no other.
    boolean same = kept.has("url") && parse(kept.text("url")).equals(parse(url));
    var token = first(terminal.env("STAMPEDE_TOKEN"), same ? kept.text("token") : "");
    return new Settings(parse(url), token);
  }

  public static Path file(Terminal terminal) {
    return terminal.folder("XDG_CONFIG_HOME", ".config").resolve("config.json");
  }

  /// Keeps both for later runs, for this user's eyes only.
  public static void save(Terminal terminal, URI url, String token) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("url", url.toString());
    members.put("token", token);
    var file = file(terminal);
    try {
      Files.createDirectories(file.getParent());
      // Made with its permissions, never for a moment without them.
      var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
      var draft = Files.createTempFile(file.getParent(), "config", ".new", mine);
      Files.writeString(draft, Json.pretty(new JsonObject(members)) + "\n");
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw Failure.of(
          Exit.FAILED,
          "%s cannot be written: %s".formatted(file, e.getMessage()),
          "set STAMPEDE_URL and STAMPEDE_TOKEN instead");
    }
  }

  /// @throws Failure when it is not an http(s) address
  public static URI parse(String url) {
    try {
      var uri = new URI(url.strip().replaceAll("/+$", ""));
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web && uri.getHost() != null) return uri;
    } catch (URISyntaxException e) {
      // told below, the same for all that is no address
    }
    throw Failure.usage(
        "'%s' is not the address of a server".formatted(url), "as in http://127.0.0.1:8090");
  }

  private static JsonObject read(Path file) {
    try {
      return Json.parseObject(Files.readString(file));
    } catch (NoSuchFileException e) {
      return JsonObject.EMPTY;
    } catch (IOException | JsonSyntax e) {
      throw Failure.of(
          Exit.FAILED,
          "%s cannot be read: %s".formatted(file, e.getMessage()),
          "mend or remove it, then `stampede login URL`");
    }
  }

  private static String first(String... candidates) {
    for (var each : candidates) if (!each.isEmpty()) return each;
    return "";
  }
}
