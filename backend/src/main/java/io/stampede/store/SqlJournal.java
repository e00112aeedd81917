package io.stampede.store;

import io.stampede.engine.Journal;
import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/// The journal as a table. Entries older than [#KEPT] newer ones are dropped now and then.
public final class SqlJournal implements Journal {
  private static final int KEPT = 100_000;

  private final Jdbi jdbi;
  private final Writer writer;
  private final Function<ResourceId, String> names;

  SqlJournal(Jdbi jdbi, Writer writer, Function<ResourceId, String> names) {
    this.jdbi = jdbi;
    this.writer = writer;
    this.names = names;
    writer.later(handle -> {
      handle.execute("update journal set outcome = 'interrupted' where outcome = 'running'");
      handle.execute(
          "delete from journal where entry <= (select max(entry) from journal) - ?", KEPT);
    });
  }

  @Override
  public long started(ResourceId id, long generation, String title, Instant at) {
    return writer.write(handle ->
        handle
            .createUpdate(
                """
                insert into journal (kind, id, name, generation, title, started, outcome)
                values (:kind, :id, :name, :generation, :title, :started, 'running')
                """)
            .bind("kind", id.kind())
            .bind("id", id.value())
            .bind("name", names.apply(id))
            .bind("generation", generation)
            .bind("title", title)
            .bind("started", at.toString())
            .executeAndReturnGeneratedKeys("entry")
            .mapTo(Long.class)
            .one());
  }

  @Override
  public void ended(long entry, Outcome outcome, List<String> transcript, Instant at) {
    var problem =
        switch (outcome) {
          case Outcome.Done _ -> "";
          case Outcome.Again(var _, var why) -> json(why);
          case Outcome.Stuck(var why) -> json(why);
        };
    var word = outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    writer.later(handle ->
        handle
            .createUpdate(
                """
                update journal set ended = :at, outcome = :outcome, problem = :problem,
                  transcript = :transcript where entry = :entry
                """)
            .bind("at", at.toString())
            .bind("outcome", word)
            .bind("problem", problem)
            .bind("transcript", Json.write(transcript))
            .bind("entry", entry)
            .execute());
  }

  /// The newest entries first.
  public List<JournalEntry> newest(int limit) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select * from journal order by entry desc limit :limit")
            .bind("limit", limit)
            .map((rs, _) -> entry(rs))
            .list());
  }

  /// The newest entries of one resource first.
  public List<JournalEntry> newest(ResourceId id, int limit) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select * from journal where kind = :kind and id = :id
                order by entry desc limit :limit
                """)
            .bind("kind", id.kind())
            .bind("id", id.value())
            .bind("limit", limit)
            .map((rs, _) -> entry(rs))
            .list());
  }

  private static JournalEntry entry(ResultSet rs) throws SQLException {
    var transcript = text(rs, "transcript");
    return new JournalEntry(
        rs.getLong("entry"),
        new ResourceId(rs.getString("kind"), rs.getString("id")),
        rs.getString("name"),
        rs.getString("title"),
        Instant.parse(rs.getString("started")),
        Store.instant(text(rs, "ended")),
        rs.getString("outcome"),
        problem(text(rs, "problem")),
        transcript.isEmpty() ? List.of() : Json.readLines(transcript));
  }

  private static String text(ResultSet rs, String column) throws SQLException {
    return Optional.ofNullable(rs.getString(column)).orElse("");
  }

  private static String json(Problem p) {
    return Json.write(
        Map.of(
            "blame", p.blame().name(), "code", p.code(), "message", p.message(), "fix", p.fix()));
  }

  private static Optional<Problem> problem(String json) {
    if (json.isEmpty()) return Optional.empty();
    var map = Json.readMap(json);
    return Optional.of(
        new Problem(
            Problem.Blame.valueOf(String.valueOf(map.get("blame"))),
            String.valueOf(map.get("code")),
            String.valueOf(map.get("message")),
            String.valueOf(map.get("fix"))));
  }
}
