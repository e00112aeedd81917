package io.stampede.desktop.view;

/// Where one can be.
sealed interface Place {
  record Overview() implements Place {}

  record Kind(String kind) implements Place {}

  record Thing(String kind, String id) implements Place {}

  /// The wizard.
  record AddHosts() implements Place {}

  record Tasks() implements Place {}

  record Settings() implements Place {}
}
