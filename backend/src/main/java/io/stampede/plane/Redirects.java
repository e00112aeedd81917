package io.stampede.plane;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a host sends elsewhere than to where it was addressed. All of it are elements of maps, so
/// that a change is one transaction that touches nothing else.
///
/// @param links at virtual addresses of the networks
/// @param ports at the host's own addresses
/// @param floating addresses from outside
/// @param names of the links' addresses
public record Redirects(
    List<Redirect> links,
    List<Redirect> ports,
    List<RedirectFloating> floating,
    List<RedirectName> names) {
  public static final Redirects NONE = new Redirects(List.of(), List.of(), List.of(), List.of());

  public Redirects {
    links = links.stream().sorted(Comparator.comparing(Redirect::key)).toList();
    ports = ports.stream().sorted(Comparator.comparing(Redirect::key)).toList();
    floating = floating.stream().sorted(Comparator.comparing(RedirectFloating::outside)).toList();
    names =
        names.stream()
            .sorted(Comparator.comparing(RedirectName::address).thenComparing(RedirectName::name))
            .toList();
    demandOnce(Stream.concat(links.stream(), ports.stream()).map(Redirect::key), "port");
    demandOnce(floating.stream().map(f -> f.outside().toString()), "outside address");
    demandOnce(floating.stream().map(f -> f.inside().toString()), "inside address");
    if (links.stream().anyMatch(link -> link.at().isEmpty())) {
      throw new IllegalArgumentException("a link has an address");
    }
  }

  private static void demandOnce(Stream<String> keys, String what) {
    var seen = new HashSet<String>();
    keys.filter(key -> !seen.add(key))
        .findFirst()
        .ifPresent(key -> {
          throw new IllegalArgumentException("the %s %s is given twice".formatted(what, key));
        });
  }

  /// The same with these links.
  public Redirects withLinks(List<Redirect> next, List<RedirectName> theirNames) {
    return new Redirects(next, ports, floating, theirNames);
  }

  /// The same with these published ports.
  public Redirects withPorts(List<Redirect> next) {
    return new Redirects(links, next, floating, names);
  }

  /// The same with these floating addresses.
  public Redirects withFloating(List<RedirectFloating> next) {
    return new Redirects(links, ports, next, names);
  }

  /// The file `maps`: one element a line, sorted, as `MAP KEY : VALUE`. Where there are several
  /// targets they stand behind one another, and the component makes a chain of them.
  ///
  /// @param segments the host's
  String lines(List<Segment> segments) {
    var others = new Twins(segments);
    var lines = new ArrayList<String>();
    for (var link : links) line("links", "spread", link).ifPresent(lines::add);
    for (var port : ports) {
      var any = port.at().isEmpty();
      line(any ? "anyports" : "ports", any ? "anyspread" : "spread", port).ifPresent(lines::add);
    }
    for (var f : floating) {
      lines.add("floating " + f.outside());
      lines.add("fipin %s : %s".formatted(f.outside(), f.inside()));
      others.of(f.inside()).forEach(own -> lines.add("fipout %s : %s".formatted(own, f.outside())));
      f.line().ifPresent(lines::add);
    }
    // what is here may ask for itself by the way round
    targets()
        .distinct()
        .filter(address -> segments.stream().anyMatch(s -> s.block().contains(address)))
        .forEach(address -> lines.add("self %1$s . %1$s".formatted(address)));
    return HostNetwork.lines(lines.stream().sorted());
  }

  /// The elements, for people.
  public List<String> words() {
    return lines(List.of()).lines().toList();
  }

  private Stream<Ipv4> targets() {
    return Stream.concat(
        Stream.concat(links.stream(), ports.stream())
            .flatMap(redirect -> redirect.targets().stream())
            .map(Redirect.Spot::address),
        floating.stream().map(RedirectFloating::inside));
  }

  private static Optional<String> line(String one, String several, Redirect redirect) {
    var targets = redirect.targets();
    if (targets.isEmpty()) return Optional.empty();
    var map = targets.size() == 1 ? one : several;
    var values = targets.stream().map(Redirect.Spot::toString).toList();
    return Optional.of("%s %s : %s".formatted(map, redirect.key(), String.join(", ", values)));
  }
}
