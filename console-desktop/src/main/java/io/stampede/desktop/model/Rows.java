package io.stampede.desktop.model;

import io.stampede.client.Resource;
import io.stampede.engine.Phase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.Observable;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// All resources of one kind, live. Belongs to the toolkit's thread.
public final class Rows {
  private final ObservableList<Row> rows =
      FXCollections.observableArrayList(row -> new Observable[] {row.resourceProperty()});
  private final ObservableList<Row> seen = FXCollections.unmodifiableObservableList(rows);
  private final Map<String, Row> byId = new HashMap<>();
  private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper(false);

  /// Changes when rows come and go, and when what is known of a row changes.
  public ObservableList<Row> all() {
    return seen;
  }

  /// Whether the first list has arrived.
  public ReadOnlyBooleanProperty loadedProperty() {
    return loaded.getReadOnlyProperty();
  }

  public Optional<Row> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// Takes these as all there are.
  void replace(List<Resource> resources) {
    var ids = new HashSet<String>();
    resources.forEach(r -> ids.add(r.id()));
    var gone = rows.stream().filter(row -> !ids.contains(row.id())).toList();
    if (!gone.isEmpty()) {
      rows.removeAll(gone);
      gone.forEach(row -> byId.remove(row.id()));
    }
    update(resources);
    loaded.set(true);
  }

  /// Takes these as news of some.
  void update(List<Resource> resources) {
    var fresh = new ArrayList<Row>();
    for (var r : resources) {
      var row = byId.get(r.id());
      if (r.status().phase() == Phase.REMOVED) {
        remove(r.id());
      } else if (row != null) {
        row.set(r);
      } else {
        var made = new Row(r);
        byId.put(r.id(), made);
        fresh.add(made);
      }
    }
    if (!fresh.isEmpty()) rows.addAll(fresh);
  }

  void remove(String id) {
    var row = byId.remove(id);
    if (row != null) rows.remove(row);
  }
}
