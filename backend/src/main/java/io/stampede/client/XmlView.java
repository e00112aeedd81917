package io.stampede.client;

/// Which description of a machine is asked for.
public enum XmlView {
  /// What it is in this run.
  RUNNING,
  /// What it is from its next start.
  DEFINED,
  /// The lines in which they differ: what its next start changes. Empty for one that does not run.
  CHANGES
}
