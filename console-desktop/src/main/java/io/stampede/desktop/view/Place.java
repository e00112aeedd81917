package io.stampede.desktop.view;

/// Where one can be.
sealed interface Place {
  record Overview() implements Place {}

  record Kind(String kind) implements Place {}

  /// @param tab that is open, as `logs`
  record Thing(String kind, String id, String tab) implements Place {
    Thing(String kind, String id) {
      this(kind, id, "overview");
    }
  }

  /// The wizard.
  record AddHosts() implements Place {}

  record NetworkMap() implements Place {}

  record Tasks() implements Place {}

  record Settings() implements Place {}
}
