package io.stampede.plane;

import java.util.List;

/// All that concerns the managed networks of one host.
///
/// @param installation the id of this installation, which its certificates name
/// @param segments those networks that have a part here; none means: nothing of ours is to be there
public record HostModel(String installation, Node self, List<Segment> segments) {
  public HostModel {
    segments = List.copyOf(segments);
  }
}
