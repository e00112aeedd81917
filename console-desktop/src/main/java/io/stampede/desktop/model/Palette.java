package io.stampede.desktop.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Everything one can go to or do, found by typing some of its words.
public final class Palette {
  private static final int SHOWN = 12;

  /// @param hint what kind of thing it is, as `Container · running`
  /// @param icon a word of `assets/tokens.json`: a kind's or an action's name
  public record Entry(String label, String hint, String icon, Runnable run) {}

  private Palette() {}

  /// The best first: what starts with the words, then what has them anywhere.
  public static List<Entry> match(List<Entry> entries, String typed) {
    var words = typed.strip().toLowerCase(Locale.ROOT).split("\\s+", -1);
    var found = new ArrayList<Entry>();
    for (var entry : entries) if (score(entry, words) >= 0) found.add(entry);
    found.sort(Comparator.comparingInt(e -> -score(e, words)));
    return List.copyOf(found.subList(0, Math.min(SHOWN, found.size())));
  }

  private static int score(Entry entry, String[] words) {
    var label = entry.label().toLowerCase(Locale.ROOT);
    var hint = entry.hint().toLowerCase(Locale.ROOT);
    int score = 0;
    for (var word : words) {
      if (label.equals(word)) score += 12;
      else if (label.startsWith(word)) score += 8;
      else if (label.contains(" " + word)) score += 5;
      else if (label.contains(word)) score += 3;
      else if (hint.contains(word)) score += 1;
      else return -1;
    }
    return score;
  }
}
