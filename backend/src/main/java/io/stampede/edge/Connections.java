package io.stampede.edge;

/// What becomes of the connections there are when something is pointed elsewhere.
public enum Connections {
  /// They go on to where they went.
  KEEP,
  /// They end; new ones go to the new target.
  CUT
}
