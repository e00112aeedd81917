package io.stampede.cli.show;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// Rows in aligned columns, two spaces apart, the heads in capitals.
public final class Table {
  private static final int NARROWEST = 6;

  /// @param number right-aligned
  public record Column(String head, boolean number) {}

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  public Table(List<Column> columns) {
    this.columns = List.copyOf(columns);
  }

  public static Table of(String... heads) {
    return new Table(Arrays.stream(heads).map(h -> new Column(h, false)).toList());
  }

  public void add(List<String> cells) {
    if (cells.size() != columns.size()) throw new IllegalArgumentException("not a row: " + cells);
    rows.add(List.copyOf(cells));
  }

  /// @param width columns wider than this in sum are cut with an ellipsis
  /// @param paint colours for a cell's text, applied after it was measured
  public String text(int width, UnaryOperator<String> paint) {
    var widths = fit(widths(), width);
    var out = new StringBuilder();
    line(
        out,
        columns.stream().map(c -> c.head().toUpperCase(Locale.ROOT)).toList(),
        widths,
        UnaryOperator.identity());
    for (var row : rows) line(out, row, widths, paint);
    return out.toString();
  }

  private int[] widths() {
    var widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = columns.get(i).head().length();
      for (var row : rows) widths[i] = Math.max(widths[i], length(row.get(i)));
    }
    return widths;
  }

  /// Takes from the widest column until all fit.
  private static int[] fit(int[] widths, int width) {
    int room = width - 2 * (widths.length - 1);
    while (Arrays.stream(widths).sum() > room) {
      int widest = 0;
      for (int i = 1; i < widths.length; i++) if (widths[i] > widths[widest]) widest = i;
      if (widths[widest] <= NARROWEST) break;
      widths[widest]--;
    }
    return widths;
  }

  private void line(
      StringBuilder out, List<String> cells, int[] widths, UnaryOperator<String> paint) {
    var line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      var cell = cut(cells.get(i), widths[i]);
      var space = " ".repeat(widths[i] - length(cell));
      if (i > 0) line.append("  ");
      if (columns.get(i).number()) line.append(space).append(paint.apply(cell));
      else line.append(paint.apply(cell)).append(space);
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  private static String cut(String cell, int width) {
    if (length(cell) <= width) return cell;
    return cell.substring(0, cell.offsetByCodePoints(0, width - 1)) + "…";
  }
}
