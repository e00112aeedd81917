package io.stampede.network;

import io.stampede.engine.Intent;
import io.stampede.engine.Kind;
import io.stampede.engine.Outcome;
import io.stampede.engine.Phase;
import io.stampede.engine.Plan;
import io.stampede.engine.Sight;
import io.stampede.engine.Status;
import io.stampede.plane.Cut;
import io.stampede.plane.Redirect;
import io.stampede.plane.Redirects;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Links, as elements of maps on their consumers' hosts.
public final class LinkKind implements Kind<LinkSpec, LinkFacts, LinkStep> {
  private final Links links;
  private final Redirecting redirecting;
  private final InstantSource clock;

  /// The turn for which connections were cut last. Lost with the process: a cut that is done again
  /// ends nothing that should live.
  private final ConcurrentMap<String, Long> cut = new ConcurrentHashMap<>();

  public LinkKind(Links links, Redirecting redirecting, InstantSource clock) {
    this.links = links;
    this.redirecting = redirecting;
    this.clock = clock;
  }

  @Override
  public String name() {
    return LinkSpec.KIND;
  }

  @Override
  public String lane(Intent<LinkSpec> intent) {
    return links.hostOf(intent).map(host -> host + ":net").orElse("console");
  }

  @Override
  public Sight<LinkFacts> look(Intent<LinkSpec> intent) {
    var spec = intent.spec();
    var leading = links.leading(spec);
    var host = links.hostOf(intent);
    var known = host.flatMap(redirecting::known);
    var had = known.map(redirects -> of(spec, redirects)).orElse(List.of());
    boolean there = known.isPresent() && had.equals(leading.redirects());
    boolean left = host.isPresent() && (known.isEmpty() || !had.isEmpty());
    boolean owed =
        spec.connections() == LinkSpec.Connections.CUT
            && spec.turns() > 0
            && cut.getOrDefault(intent.id().value(), 0L) < spec.turns();
    return new Sight.Found<>(
        new LinkFacts(
            leading.consumer(),
            host,
            leading.targets(),
            leading.ports().stream().map(LinkPort.One::words).toList(),
            Optional.of(spec.aliasName() + "." + leading.consumer()),
            elements(leading.redirects()),
            there,
            left,
            owed,
            leading.problem(),
            leading.on()),
        clock.instant());
  }

  private static List<Redirect> of(LinkSpec spec, Redirects redirects) {
    return redirects.links().stream().filter(r -> r.at().equals(spec.virtual())).toList();
  }

  private static List<String> elements(List<Redirect> redirects) {
    return new Redirects(redirects, List.of(), List.of(), List.of()).words();
  }

  @Override
  public Plan<LinkStep> plan(Intent<LinkSpec> intent, Sight<LinkFacts> sight, Instant now) {
    return LinkPlanner.plan(intent, sight, now);
  }

  @Override
  public Outcome apply(Intent<LinkSpec> intent, LinkStep step) {
    var host = links.hostOf(intent);
    if (host.isEmpty()) return Outcome.done();
    return switch (step) {
      case LinkStep.TakeAway _ -> redirecting.bring(host.get(), List.of());
      case LinkStep.Point point -> {
        var outcome = redirecting.bring(host.get(), point.cut() ? cuts(intent.spec()) : List.of());
        if (point.cut() && outcome instanceof Outcome.Done) {
          cut.merge(intent.id().value(), intent.spec().turns(), Math::max);
        }
        yield outcome;
      }
    };
  }

  private List<Cut> cuts(LinkSpec spec) {
    return links.leading(spec).ports().stream()
        .<Cut>map(port -> new Cut.Port(spec.virtual(), port.transport(), port.port()))
        .toList();
  }

  @Override
  public Phase settled(Intent<LinkSpec> intent, Sight<LinkFacts> sight) {
    return Phase.READY;
  }

  /// A link that waits for its target is as it is to be for now.
  @Override
  public Status shown(Intent<LinkSpec> intent, Sight<LinkFacts> sight, Status usual, Instant now) {
    var problem = sight.found().flatMap(LinkFacts::problem);
    return intent.wantsPresence()
            && usual.transition() == Status.Transition.ERROR
            && problem.isPresent()
            && problem.equals(usual.problem())
        ? Status.restingWith(Phase.WAITING, problem.get())
        : usual;
  }

  @Override
  public Duration patrol() {
    return Duration.ofSeconds(15);
  }
}
