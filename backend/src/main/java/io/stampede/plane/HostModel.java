package io.stampede.plane;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// All that concerns the managed networks of one host.
///
/// @param installation the id of this installation, which its certificates name
/// @param segments those networks that have a part here; none means: nothing of ours is to be there
/// @param redirects what it sends elsewhere
/// @param told what its workloads are told about themselves
/// @param guards security groups, of all networks; none at all means that nobody is guarded: each
///   may reach all others of its network, in whatever name it likes
/// @param aside addresses here whose workloads have their default route by another card, and so
///   answer those outside the network by a way that these did not come
public record HostModel(
    String installation,
    Node self,
    List<Segment> segments,
    Redirects redirects,
    List<Told> told,
    List<Guard> guards,
    SortedSet<Ipv4> aside) {
  public HostModel {
    aside = Collections.unmodifiableSortedSet(new TreeSet<>(aside));
    told = List.copyOf(told);
    guards = guards.stream().sorted(Comparator.comparing(Guard::id)).toList();
    segments = segments.stream().sorted(Comparator.comparingInt(Segment::number)).toList();
    if (segments.stream().map(Segment::number).distinct().count() != segments.size()) {
      throw new IllegalArgumentException("two networks of one number");
    }
  }

  /// That sends nothing elsewhere, guards nobody, and whose workloads are told nothing.
  public HostModel(String installation, Node self, List<Segment> segments) {
    this(installation, self, segments, Redirects.NONE, List.of(), List.of(), new TreeSet<>());
  }

  public HostModel guardedBy(List<Guard> next) {
    return new HostModel(installation, self, segments, redirects, told, next, aside);
  }

  public HostModel with(Redirects next) {
    return new HostModel(installation, self, segments, next, told, guards, aside);
  }

  public HostModel telling(List<Told> next) {
    return new HostModel(installation, self, segments, redirects, next, guards, aside);
  }

  public HostModel aside(Collection<Ipv4> next) {
    return new HostModel(
        installation, self, segments, redirects, told, guards, new TreeSet<>(next));
  }

  Stream<Segment> over(Overlay overlay) {
    return segments.stream().filter(segment -> segment.overlay() == overlay);
  }

  boolean has(Overlay overlay) {
    return over(overlay).findAny().isPresent();
  }

  /// The other hosts on networks of an overlay, by number.
  Stream<Node> peers(Overlay overlay) {
    return over(overlay)
        .flatMap(segment -> segment.far().stream())
        .map(Segment.Far::node)
        .distinct()
        .sorted(Comparator.comparingInt(Node::number));
  }
}
