package io.stampede.wizard;

import java.util.Map;

/// What the open step would ask of the server, for “Copy as”: the views say it as curl, command
/// line and Python.
public sealed interface Request {
  /// @param fields of a candidate; secrets stand as they are and are masked by who writes them
  record Create(Map<String, Object> fields) implements Request {}

  record Act(String id, String action, Map<String, Object> input) implements Request {}

  record Remove(String id) implements Request {}

  /// Of the kind as a whole.
  record Ask(String action, Map<String, Object> input) implements Request {}
}
