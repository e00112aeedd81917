package io.stampede.onboard;

import java.util.ArrayList;
import java.util.List;

/// All that adding a candidate will write, load, start and change there.
final class Changes {
  private Changes() {}

  static List<String> of(Seen seen) {
    var all = new ArrayList<String>();
    if (seen.spec().wantsKeyInstalled()) {
      all.add("write one line to ~%s/.ssh/authorized_keys".formatted(seen.spec().user()));
    }
    all.add("make the folder /var/lib/stampede, with a file “owner” that says whose host this is");
    return List.copyOf(all);
  }
}
