package io.stampede.volume;

import java.util.Optional;

/// Which copy of a volume is the volume.
///
/// @param number of the copy on the volume's host
/// @param given the highest number that any copy was ever given
/// @param from the copy that it was made of by the last move, and which goes when that is over
record Copies(int number, int given, Optional<Place> from) {
  static final Copies FIRST = new Copies(1, 1, Optional.empty());

  /// @param host its id
  record Place(String host, int number) {}

  Copies movedFrom(String host) {
    return new Copies(given + 1, given + 1, Optional.of(new Place(host, number)));
  }

  /// What was left is the volume again.
  ///
  /// @param host where it was to go
  Copies backFrom(String host) {
    int old = from.orElseThrow().number();
    return new Copies(old, given, Optional.of(new Place(host, number)));
  }
}
