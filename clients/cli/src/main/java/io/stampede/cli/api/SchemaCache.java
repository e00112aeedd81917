package io.stampede.cli.api;

import io.stampede.cli.json.Json;
import io.stampede.cli.json.JsonObject;
import io.stampede.cli.json.JsonSyntax;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The served schema on disk, one file per server, so that a run costs no extra round trip. A copy
/// older than [#FRESH] is checked by its ETag; a younger one is taken as it is, and asked about
/// again only where the command line or the server's answer does not fit it.
public final class SchemaCache {
  static final Duration FRESH = Duration.ofHours(12);
  private final Path folder;

  public SchemaCache(Path folder) {
    this.folder = folder;
  }

  /// @param fromDisk whether the server was not asked about it in this run
  public record Known(Schemas schemas, boolean fromDisk) {}

  private record Copy(String etag, Instant fetched, String text) {}

  /// What is on disk, whatever its age, without asking anybody.
  public Optional<Schemas> onDisk(Server server) {
    return read(server).flatMap(copy -> parsed(copy.text()));
  }

  public Known load(Server server, Instant now) {
    var copy = read(server);
    if (copy.isPresent() && now.isBefore(copy.get().fetched().plus(FRESH))) {
      var schemas = parsed(copy.get().text());
      if (schemas.isPresent()) return new Known(schemas.get(), true);
    }
    return new Known(refresh(server, now), false);
  }

  /// Asks the server, which answers with few bytes when nothing has changed.
  public Schemas refresh(Server server, Instant now) {
    var copy = read(server);
    var answer = server.getIfChanged("/v1/schemas", copy.map(Copy::etag).orElse(""));
    var text = answer.status() == 304 ? copy.map(Copy::text).orElse("") : answer.body();
    var etag = answer.status() == 304 ? copy.map(Copy::etag) : answer.etag();
    try {
      var schemas = Schemas.parse(text);
      if (schemas.kinds().isEmpty()) throw server.notStampede("/v1/schemas", "no kinds");
      write(server, new Copy(etag.orElse(""), now, text));
      return schemas;
    } catch (JsonSyntax e) {
      throw server.notStampede("/v1/schemas", String.valueOf(e.getMessage()));
    }
  }

  private Path file(Server server) {
    var readable = server.base().toString().replaceAll("[^A-Za-z0-9.-]+", "_");
    return folder.resolve(
        "schema-%s-%08x.json".formatted(readable, server.base().toString().hashCode()));
  }

  private Optional<Copy> read(Server server) {
    try {
      var json = Json.parseObject(Files.readString(file(server)));
      var fetched = Instant.ofEpochSecond(json.number("fetched").orElse(0L));
      return Optional.of(new Copy(json.text("etag"), fetched, json.text("schemas")));
    } catch (IOException | JsonSyntax e) {
      return Optional.empty();
    }
  }

  private static Optional<Schemas> parsed(String text) {
    try {
      var schemas = Schemas.parse(text);
      return schemas.kinds().isEmpty() ? Optional.empty() : Optional.of(schemas);
    } catch (JsonSyntax e) {
      return Optional.empty();
    }
  }

  /// A copy that cannot be kept costs a round trip next time, not this run.
  private void write(Server server, Copy copy) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("etag", copy.etag());
    members.put("fetched", copy.fetched().getEpochSecond());
    members.put("schemas", copy.text());
    try {
      Files.createDirectories(folder);
      var draft = Files.createTempFile(folder, "schema", ".new");
      Files.writeString(draft, Json.compact(new JsonObject(members)));
      Files.move(
          draft, file(server), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      // see above
    }
  }
}
