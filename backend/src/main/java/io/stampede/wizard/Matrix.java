package io.stampede.wizard;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/// Hosts × checks: a row each host, a column each check, both worst first.
public record Matrix(List<Column> columns, List<HostRow> hosts) {
  /// @param worst of all hosts
  /// @param failing how many hosts it does not go well on
  public record Column(String name, String title, Check worst, int failing) {}

  public Matrix {
    columns = List.copyOf(columns);
    hosts = List.copyOf(hosts);
  }

  /// @param hosts in the order to show them
  static Matrix of(List<HostRow> hosts) {
    var byName = new LinkedHashMap<String, Column>();
    for (var host : hosts) {
      for (var check : host.checks()) {
        int failing = check.isWell() || check.isOpen() ? 0 : 1;
        byName.merge(
            check.name(),
            new Column(check.name(), check.title(), check, failing),
            Matrix::together);
      }
    }
    var columns =
        byName.values().stream()
            .sorted(
                Comparator.comparing(Column::worst, Check.WORST_FIRST)
                    .thenComparing(c -> -c.failing()))
            .toList();
    return new Matrix(columns, hosts);
  }

  private static Column together(Column a, Column b) {
    var worst = Check.WORST_FIRST.compare(a.worst(), b.worst()) <= 0 ? a.worst() : b.worst();
    return new Column(a.name(), a.title(), worst, a.failing() + b.failing());
  }
}
