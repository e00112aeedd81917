package io.stampede.desktop.wizard;

import java.util.Map;

/// What the wizard asks of the window around it.
public interface Around {
  /// Goes to a host that is there.
  void open(String host);

  /// Opens the form for a new resource of a kind.
  void create(String kind);

  /// The hosts that are there: names by id.
  Map<String, String> hosts();
}
