package io.stampede.onboard;

import java.util.List;

/// A safe way to put something right, which may be taken twice.
///
/// @param title as in `switch IP forwarding on`
/// @param script a POSIX shell script, run as root; says on standard error why it failed
/// @param calls the commands as the plan shows them
public record Fix(String title, String script, List<String> calls) {
  public Fix {
    calls = List.copyOf(calls);
  }
}
