package io.stampede.desktop.model;

import io.stampede.schema.FieldSchema;
import io.stampede.schema.KindSchema;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.transformation.FilteredList;

/// A kind's rows behind a filter of text, state and host.
public final class ListModel {
  private final World world;
  private final KindSchema kind;
  private final Optional<FieldSchema> hostField;
  private final StringProperty text = new SimpleStringProperty("");
  private final StringProperty state = new SimpleStringProperty("");
  private final StringProperty host = new SimpleStringProperty("");
  private final FilteredList<Row> rows;

  public ListModel(World world, KindSchema kind) {
    this.world = world;
    this.kind = kind;
    this.hostField =
        kind.fields().stream().filter(f -> f.reference().equals(Optional.of("host"))).findFirst();
    this.rows = new FilteredList<>(world.rows(kind.name()).all());
    text.addListener(_ -> refilter());
    state.addListener(_ -> refilter());
    host.addListener(_ -> refilter());
  }

  public World world() {
    return world;
  }

  public KindSchema kind() {
    return kind;
  }

  /// What passes the filter.
  public FilteredList<Row> rows() {
    return rows;
  }

  public Rows all() {
    return world.rows(kind.name());
  }

  /// Words that must all occur in a row's name, id, state or fields.
  public StringProperty textProperty() {
    return text;
  }

  /// A phase's word; empty for any.
  public StringProperty stateProperty() {
    return state;
  }

  /// A host's id; empty for any.
  public StringProperty hostProperty() {
    return host;
  }

  public boolean hasHosts() {
    return hostField.isPresent();
  }

  public boolean filtered() {
    return !text.get().isBlank() || !state.get().isEmpty() || !host.get().isEmpty();
  }

  public void clear() {
    text.set("");
    state.set("");
    host.set("");
  }

  /// The states there are, with how many rows are in each.
  public Map<String, Integer> states() {
    return counts(row -> row.get().status().phase().word());
  }

  /// The ids of hosts there are, with how many rows are on each.
  public Map<String, Integer> hosts() {
    var found = counts(this::hostOf);
    found.remove("");
    return found;
  }

  private Map<String, Integer> counts(Function<Row, String> by) {
    var counts = new TreeMap<String, Integer>();
    all().all().forEach(row -> counts.merge(by.apply(row), 1, Integer::sum));
    return counts;
  }

  private String hostOf(Row row) {
    return hostField.map(f -> row.get().text(f.name())).orElse("");
  }

  private void refilter() {
    rows.setPredicate(filtered() ? this::passes : null);
  }

  private boolean passes(Row row) {
    if (!state.get().isEmpty() && !row.get().status().phase().word().equals(state.get())) {
      return false;
    }
    if (!host.get().isEmpty() && !hostOf(row).equals(host.get())) return false;
    if (text.get().isBlank()) return true;
    var all = searchable(row);
    for (var word : text.get().toLowerCase(Locale.ROOT).split("\\s+", -1)) {
      if (!all.contains(word)) return false;
    }
    return true;
  }

  private String searchable(Row row) {
    var r = row.get();
    var all = new StringBuilder();
    all.append(r.name()).append(' ').append(r.id()).append(' ');
    all.append(r.status().phase().word()).append(' ').append(r.status().message());
    for (var field : kind.fields()) all.append(' ').append(Words.value(world, field, r));
    return all.toString().toLowerCase(Locale.ROOT);
  }
}
