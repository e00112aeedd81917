package io.stampede.engine;

import java.time.Instant;
import java.util.List;

/// Where what was tried is written down before and after it is tried.
public interface Journal {
  /// @return the entry's number, for [#ended]
  long started(ResourceId id, long generation, String title, Instant at);

  /// @param transcript commands and API calls of the step, in order
  void ended(long entry, Outcome outcome, List<String> transcript, Instant at);
}
