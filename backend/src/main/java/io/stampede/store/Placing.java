package io.stampede.store;

import java.util.List;
import java.util.Optional;

/// Decides where a resource goes and what it takes there, in the very transaction that keeps it:
/// two requests never see the same room free. Must be quick; what it throws refuses the request.
public interface Placing {
  /// @param reservation empty for what takes nothing
  record Placed(Record spec, Optional<Reservation> reservation) {}

  /// @param others what all other resources have reserved
  Placed place(List<Reservation> others);
}
