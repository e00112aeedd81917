package io.stampede.adoption;

/// Whose a workload is.
public enum Managed {
  /// Made by this console.
  HERE,
  /// Made by somebody else, and looked after by this console since it was adopted.
  ADOPTED,
  /// Somebody else's: it is shown, and left alone.
  FOREIGN,
  /// The same, with the mark of another console, or of this one before it forgot it.
  OTHER
}
