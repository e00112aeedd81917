package io.stampede.network;

import java.util.Map;
import java.util.Optional;

/// What a container is told about the links that it is made with.
///
/// @param env as `docker run --link` sets it
/// @param hosts addresses by alias
/// @param pending why that cannot be said yet
public record Linked(
    Map<String, String> env, Map<String, String> hosts, Optional<Pending> pending) {
  public static final Linked NONE = new Linked(Map.of(), Map.of(), Optional.empty());

  public Linked {
    env = Map.copyOf(env);
    hosts = Map.copyOf(hosts);
  }

  public static Linked notYet(Pending pending) {
    return new Linked(Map.of(), Map.of(), Optional.of(pending));
  }
}
