package io.stampede.client;

import java.util.ArrayList;
import java.util.List;

/// The lines in which two texts differ, each after a `-` or a `+`, with a line of context before
/// and after. By the longest common subsequence.
public final class LineDiff {
  private static final int MOST = 4_000;

  private LineDiff() {}

  public static String of(String before, String after) {
    var old = before.lines().limit(MOST).toList();
    var now = after.lines().limit(MOST).toList();
    var common = common(old, now);
    var lines = new ArrayList<String>();
    int i = 0;
    int j = 0;
    while (i < old.size() || j < now.size()) {
      if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
        lines.add("  " + old.get(i));
        i++;
        j++;
      } else if (j >= now.size() || i < old.size() && common[i + 1][j] >= common[i][j + 1]) {
        lines.add("- " + old.get(i++));
      } else {
        lines.add("+ " + now.get(j++));
      }
    }
    return near(lines);
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
