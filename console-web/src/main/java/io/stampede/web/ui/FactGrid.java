package io.stampede.web.ui;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// A table of what is seen: sorted by any column, and only as many rows in the browser as are in
/// sight. Rows that come anew keep order and place.
class FactGrid<T> extends Grid<T> {
  private List<T> rows = List.of();

  /// @param identity what makes a row the same one
  FactGrid(Function<T, String> identity) {
    setItems(
        new CallbackDataProvider<>(
            query -> {
              var sorted = query.getSortingComparator();
              var all = rows.stream();
              return (sorted.isPresent() ? all.sorted(sorted.get()) : all)
                  .skip(query.getOffset())
                  .limit(query.getLimit());
            },
            _ -> rows.size(),
            identity::apply));
    addClassName("st-grid");
    addThemeVariants(GridVariant.NO_BORDER);
    setSelectionMode(SelectionMode.NONE);
    setSizeFull();
    setEmptyStateText(io.stampede.topology.Words.say("table.none"));
  }

  final Column<T> text(String label, String key, Function<T, String> shown) {
    return addColumn(shown::apply)
        .setHeader(io.stampede.topology.Words.say(label))
        .setKey(key)
        .setComparator(Comparator.comparing(shown, String.CASE_INSENSITIVE_ORDER))
        .setTooltipGenerator(shown::apply)
        .setResizable(true)
        .setWidth("90px")
        .setFlexGrow(1);
  }

  final void show(List<T> next) {
    if (rows.equals(next)) return;
    rows = List.copyOf(next);
    getDataProvider().refreshAll();
  }

  final int size() {
    return rows.size();
  }

  /// Whether some words contain all that was typed.
  static boolean matches(String typed, String words) {
    var low = words.toLowerCase(Locale.ROOT);
    return List.of(typed.toLowerCase(Locale.ROOT).strip().split("\\s+")).stream()
        .allMatch(low::contains);
  }
}
