package io.stampede.adoption;

import java.util.Optional;

/// A spec of what runs on a host and may have been made by somebody else.
public interface Bonded {
  Bond bond();

  /// The host's id; empty only until it was placed.
  Optional<String> host();

  /// Its own name, on its host.
  String ownName();

  /// The same spec, tied otherwise.
  Record tied(Bond bond);
}
