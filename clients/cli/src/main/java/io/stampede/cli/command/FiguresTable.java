package io.stampede.cli.command;

import io.stampede.cli.api.Words;
import io.stampede.cli.json.JsonObject;
import io.stampede.cli.show.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How busy something was, as rows: the server sends columns of equal length beside `times`.
record FiguresTable(JsonObject json) {
  private static final String TIMES = "times";
  private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB");

  private List<String> names() {
    return json.members().entrySet().stream()
        .filter(e -> e.getValue() instanceof List<?> && !e.getKey().equals(TIMES))
        .map(Map.Entry::getKey)
        .toList();
  }

  /// @param last so many rows at most, the newest
  Table table(int last) {
    var columns = new ArrayList<Table.Column>();
    columns.add(new Table.Column("time", false));
    for (var name : names()) {
      columns.add(
          new Table.Column(Words.kebab(name).replace("-percent", " %").replace('-', ' '), true));
    }
    var table = new Table(columns);
    var times = json.texts(TIMES);
    for (int i = Math.max(0, times.size() - last); i < times.size(); i++) {
      var row = new ArrayList<String>();
      row.add(Instant.ofEpochSecond(Long.parseLong(times.get(i))).toString());
      for (var name : names()) row.add(cell(name, json.texts(name), i));
      table.add(row);
    }
    return table;
  }

  private static String cell(String name, List<String> values, int at) {
    if (at >= values.size() || !values.get(at).matches("-?[0-9.]{1,20}")) return "";
    double value = Double.parseDouble(values.get(at));
    return name.endsWith("Percent") ? String.format(Locale.ROOT, "%.1f", value) : bytes(value);
  }

  /// In the largest unit that keeps a figure before the point.
  static String bytes(double value) {
    int unit = 0;
    while (value >= 1024 && unit < UNITS.size() - 1) {
      value /= 1024;
      unit++;
    }
    return String.format(
        Locale.ROOT, unit == 0 || value >= 100 ? "%.0f %s" : "%.1f %s", value, UNITS.get(unit));
  }
}
