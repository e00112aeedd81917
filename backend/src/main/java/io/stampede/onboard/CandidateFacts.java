package io.stampede.onboard;

import io.stampede.engine.Problem;
import io.stampede.onboard.CheckRow.State;
import io.stampede.schema.Field;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is known of a candidate so far.
///
/// @param trouble why it cannot be looked at
/// @param hostReady whether the host that came out of it is connected
/// @param hostDoing what that host is doing
/// @param hostSince when that host was made
public record CandidateFacts(
    @Field(label = "Presented key", help = "SHA-256 of the key that the host shows.")
        Optional<String> presentedKey,
    @Field(label = "Key type") Optional<String> presentedKeyType,
    @Field(label = "Trust", help = "Whether that key is accepted.", column = true) Trust trust,
    @Field(label = "Pinned by", help = "Where that key, or another of this address, is known from.")
        Optional<String> pinnedBy,
    @Field(label = "Checks") List<CheckRow> checks,
    @Field(label = "Changes", help = "All that adding it will write, load, start and change.")
        List<String> changes,
    @Field(label = "Right", help = "How many checks went well.", column = true) int passed,
    @Field(label = "Wrong", help = "How many did not.", column = true) int failing,
    @Field(label = "In the way", help = "How many of them keep it from being added.", column = true)
        int barring,
    @Field(label = "Open", help = "How many are still under way.") int open,
    @Field(label = "Next", help = "What is to be done next.", column = true) String next,
    @Field(label = "Host", help = "What came out of it.", reference = "host") Optional<String> host,
    Optional<Problem> trouble,
    boolean hostReady,
    String hostDoing,
    Optional<Instant> hostSince) {
  /// What is known of the presented key.
  public enum Trust {
    UNKNOWN,
    TRUSTED,
    /// Signed by the accepted authority.
    AUTHORITY,
    /// Another than the accepted one.
    CHANGED
  }

  public CandidateFacts {
    checks = List.copyOf(checks);
    changes = List.copyOf(changes);
  }

  /// The same once it has become a host.
  CandidateFacts following(Neighbours.Standing standing) {
    return new CandidateFacts(
        presentedKey,
        presentedKeyType,
        trust,
        pinnedBy,
        checks,
        changes,
        passed,
        failing,
        barring,
        open,
        next,
        host,
        Optional.empty(),
        standing.ready(),
        standing.doing(),
        Optional.of(standing.since()));
  }

  boolean isTrusted() {
    return trust == Trust.TRUSTED || trust == Trust.AUTHORITY;
  }

  boolean isOpen() {
    return checks.isEmpty() || checks.stream().anyMatch(row -> !row.state().isOver());
  }

  List<CheckRow> bars() {
    return checks.stream().filter(CheckRow::bars).toList();
  }

  static int count(List<CheckRow> rows, State state) {
    return (int) rows.stream().filter(row -> row.state() == state).count();
  }
}
