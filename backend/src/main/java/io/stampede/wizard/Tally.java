package io.stampede.wizard;

import java.util.ArrayList;
import java.util.List;

/// How many checks stand how.
///
/// @param must failed, and blocking
/// @param should failed, or not found out
/// @param notes worth knowing
/// @param open not yet done
public record Tally(int must, int should, int notes, int open, int well) {
  public static final Tally NONE = new Tally(0, 0, 0, 0, 0);

  static Tally of(List<Check> checks) {
    var tally = NONE;
    for (var check : checks) tally = tally.and(check);
    return tally;
  }

  private Tally and(Check check) {
    if (check.isOpen()) return new Tally(must, should, notes, open + 1, well);
    if (check.isWell()) return new Tally(must, should, notes, open, well + 1);
    if (check.blocks()) return new Tally(must + 1, should, notes, open, well);
    return check.severity() == Check.Severity.NOTE
        ? new Tally(must, should, notes + 1, open, well)
        : new Tally(must, should + 1, notes, open, well);
  }

  public Tally plus(Tally other) {
    return new Tally(
        must + other.must,
        should + other.should,
        notes + other.notes,
        open + other.open,
        well + other.well);
  }

  public int all() {
    return must + should + notes + open + well;
  }

  /// `1 must, 2 should, 3 notes, 14 fine`, without what there is none of.
  public String text() {
    var parts = new ArrayList<String>();
    if (must > 0) parts.add(Words.say("tally.must", must));
    if (should > 0) parts.add(Words.say("tally.should", should));
    if (notes > 0) parts.add(Words.say("tally.notes", notes));
    if (open > 0) parts.add(Words.say("tally.open", open));
    if (well > 0) parts.add(Words.say("tally.well", well));
    return String.join(", ", parts);
  }
}
