package io.stampede.desktop.model;

import io.stampede.client.Resource;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// One resource over time: the row stays while what is known of it changes.
public final class Row {
  private final ReadOnlyObjectWrapper<Resource> resource;

  Row(Resource first) {
    this.resource = new ReadOnlyObjectWrapper<>(this, "resource", first);
  }

  public Resource get() {
    return resource.get();
  }

  public ReadOnlyObjectProperty<Resource> resourceProperty() {
    return resource.getReadOnlyProperty();
  }

  public String id() {
    return get().id();
  }

  public String kind() {
    return get().kind();
  }

  public String name() {
    return get().name();
  }

  void set(Resource next) {
    if (!next.equals(get())) resource.set(next);
  }

  @Override
  public String toString() {
    return get().name();
  }
}
