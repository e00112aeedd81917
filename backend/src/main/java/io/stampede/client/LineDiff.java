package io.stampede.client;

import java.util.ArrayList;
import java.util.List;

/// The lines in which two texts differ, each after a `-` or a `+`, with a line of context before
/// and after. By the longest common subsequence of what is between their first and last difference.
public final class LineDiff {
  private static final int MOST = 4_000;

  /// Of two parts that are longer, the one is told as a whole before the other.
  private static final int MOST_COMPARED = 1_000;

  private LineDiff() {}

  public static String of(String before, String after) {
    var old = before.lines().limit(MOST).toList();
    var now = after.lines().limit(MOST).toList();
    int head = same(old, now);
    int tail =
        same(old.subList(head, old.size()).reversed(), now.subList(head, now.size()).reversed());
    var lines = new ArrayList<String>();
    old.subList(0, head).forEach(line -> lines.add("  " + line));
    compare(old.subList(head, old.size() - tail), now.subList(head, now.size() - tail), lines);
    old.subList(old.size() - tail, old.size()).forEach(line -> lines.add("  " + line));
    return near(lines);
  }

  /// With how many lines both begin.
  private static int same(List<String> old, List<String> now) {
    int most = Math.min(old.size(), now.size());
    for (int i = 0; i < most; i++) if (!old.get(i).equals(now.get(i))) return i;
    return most;
  }

  private static void compare(List<String> old, List<String> now, List<String> lines) {
    boolean isLong = old.size() > MOST_COMPARED || now.size() > MOST_COMPARED;
    var common = isLong ? new int[0][0] : common(old, now);
    int i = 0;
    int j = 0;
    while (i < old.size() || j < now.size()) {
      if (!isLong && i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
        lines.add("  " + old.get(i));
        i++;
        j++;
      } else if (i < old.size()
          && (isLong || j >= now.size() || common[i + 1][j] >= common[i][j + 1])) {
        lines.add("- " + old.get(i++));
      } else {
        lines.add("+ " + now.get(j++));
      }
    }
  }

  /// How many lines the rests of both have in common.
  private static int[][] common(List<String> old, List<String> now) {
    var common = new int[old.size() + 1][now.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = now.size() - 1; j >= 0; j--) {
        common[i][j] =
            old.get(i).equals(now.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }

  private static String near(List<String> lines) {
    var text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      boolean isNear = isChange(lines, i - 1) || isChange(lines, i) || isChange(lines, i + 1);
      if (isNear) text.append(lines.get(i)).append('\n');
    }
    return text.toString();
  }

  private static boolean isChange(List<String> lines, int at) {
    return at >= 0 && at < lines.size() && !lines.get(at).startsWith("  ");
  }
}
