package io.stampede.desktop.view;

import io.stampede.desktop.model.Purpose;
import io.stampede.desktop.wizard.Around;
import java.util.LinkedHashMap;
import java.util.Map;

/// The window around the wizard.
record AroundWizard(Desk desk) implements Around {
  private static final String HOST = "host";

  @Override
  public void open(String host) {
    desk.go(new Place.Thing(HOST, host));
  }

  @Override
  public void create(String kind) {
    desk.form(new Purpose.Create(desk.world().kind(kind)));
  }

  @Override
  public Map<String, String> hosts() {
    var names = new LinkedHashMap<String, String>();
    desk.world().rows(HOST).all().forEach(row -> names.put(row.id(), row.name()));
    return names;
  }
}
