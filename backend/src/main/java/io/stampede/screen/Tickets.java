package io.stampede.screen;

import io.stampede.engine.ResourceId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// One-time passwords for opening a screen: good once, for 30 seconds, for one resource.
public final class Tickets {
  static final Duration LIFE = Duration.ofSeconds(30);

  private record Ticket(ResourceId id, Instant until) {}

  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final ConcurrentMap<String, Ticket> open = new ConcurrentHashMap<>();

  public Tickets(InstantSource clock) {
    this.clock = clock;
  }

  public String issue(ResourceId id) {
    var now = clock.instant();
    open.values().removeIf(ticket -> now.isAfter(ticket.until()));
    var bytes = new byte[32];
    random.nextBytes(bytes);
    var text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    open.put(text, new Ticket(id, now.plus(LIFE)));
    return text;
  }

  /// What the ticket opens; empty when it is unknown, used or too old.
  public Optional<ResourceId> redeem(String text) {
    return Optional.ofNullable(open.remove(text))
        .filter(ticket -> !clock.instant().isAfter(ticket.until()))
        .map(Ticket::id);
  }
}
