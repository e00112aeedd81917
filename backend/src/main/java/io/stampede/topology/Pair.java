package io.stampede.topology;

import java.util.List;
import java.util.OptionalLong;

/// Two hosts of one network, and the way in each direction.
///
/// @param network its id
/// @param a the name of the host that stands first, `b` that of the other
/// @param ways none before either of them was looked at
public record Pair(String network, String networkName, String a, String b, List<Way> ways) {
  public Pair {
    ways = List.copyOf(ways);
  }

  public String key() {
    return "pair/%s/%s/%s".formatted(network, a, b);
  }

  /// The worse of what both ends see.
  public Health health() {
    return ways.stream().map(Way::health).reduce(Health::orWorse).orElse(Health.UNSEEN);
  }

  /// The longer one; empty when no end measured it.
  public OptionalLong rttMicros() {
    return ways.stream().filter(Way::answers).flatMapToLong(way -> way.rttMicros().stream()).max();
  }

  public int lossPercent() {
    return ways.stream().mapToInt(Way::lossPercent).max().orElse(0);
  }

  /// What stands beside its line: the round trip when that is all there is to say.
  public String label() {
    return switch (health()) {
      case GOOD -> rttMicros().isPresent() ? Words.roundTrip(rttMicros().getAsLong()) : "–";
      case SLOW ->
          lossPercent() >= Way.LOSSY
              ? Words.say("pair.lossy", lossPercent())
              : Words.roundTrip(rttMicros().orElse(0));
      case DOWN, UNSEEN -> health().word();
    };
  }
}
