package io.stampede.topology;

import io.stampede.engine.Problem;
import java.util.List;
import java.util.Optional;

/// All that is known of one part of the picture.
///
/// @param key of the part; empty for the whole
/// @param columns over the cells of the rows; none where each row has one cell
/// @param picks other parts to look at
/// @param links resources to go to
/// @param pointing the arrow that can be pointed elsewhere
public record Detail(
    String key,
    String title,
    String subtitle,
    String state,
    String tone,
    Optional<Problem> problem,
    List<String> columns,
    List<Row> rows,
    List<Pick> picks,
    List<Link> links,
    Optional<Arrow> pointing) {
  /// @param label what it is
  public record Row(String label, List<Cell> cells) {
    static Row of(String label, String text) {
      return new Row(label, List.of(new Cell(text, "")));
    }

    public Row {
      cells = List.copyOf(cells);
    }
  }

  /// @param exact the same more exactly, on hover; may be empty
  public record Cell(String text, String exact) {}

  public record Pick(String key, String text, String tone) {}

  public record Link(String kind, String id, String text) {}

  public Detail {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    picks = List.copyOf(picks);
    links = List.copyOf(links);
  }

  Detail pointing(Arrow arrow) {
    return new Detail(
        key,
        title,
        subtitle,
        state,
        tone,
        problem,
        columns,
        rows,
        picks,
        links,
        Optional.of(arrow));
  }

  /// To be pasted elsewhere, as into a message to those who run the network between.
  public String text() {
    var lines = new StringBuilder(title);
    if (!subtitle.isEmpty()) lines.append(", ").append(subtitle);
    if (!state.isEmpty()) lines.append(": ").append(state);
    lines.append('\n');
    problem.ifPresent(p -> lines.append(p.message()).append('\n'));
    for (var row : rows) {
      for (int i = 0; i < row.cells().size(); i++) {
        var cell = row.cells().get(i);
        var of = i < columns.size() ? columns.get(i) + ": " : "";
        var exact = cell.exact().isEmpty() ? cell.text() : cell.exact();
        lines.append("  ").append(of).append(row.label()).append(": ").append(exact).append('\n');
      }
    }
    return lines.toString();
  }
}
