package io.stampede.onboard;

import io.stampede.component.Components;
import io.stampede.onboard.Neighbours.Neighbour;
import java.util.List;

/// All that a check may look at.
///
/// @param neighbours the other hosts and candidates, without this one
/// @param installation this console's own id
/// @param components what hosts are given of ours
record Seen(
    CandidateSpec spec,
    Probed probed,
    List<Neighbour> neighbours,
    String installation,
    Components components) {
  Seen {
    neighbours = List.copyOf(neighbours);
  }

  String text(String key) {
    return probed.text(key);
  }

  /// Whether commands of ours can run as root there.
  boolean canBeRoot() {
    return probed.says("uid", "0") || probed.says("sudo", "yes");
  }

  /// What stands before a command that root has to run.
  String sudo() {
    return probed.says("uid", "0") ? "" : "sudo ";
  }

  Distribution distribution() {
    return Distribution.of(text("osid"), text("oslike"));
  }
}
