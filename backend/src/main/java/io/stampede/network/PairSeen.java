package io.stampede.network;

import io.stampede.plane.PlaneSight;
import io.stampede.schema.Field;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The way from one host to another on one network, as the first sees it.
///
/// Two are equal when they tell a person the same: what differs with every look (bytes, times) is
/// shown, but is no news, which would be stored and sent around each time.
public record PairSeen(
    @Field(label = "From") String from,
    @Field(label = "To") String to,
    @Field(label = "Network") String network,
    @Field(label = "Answers") boolean answers,
    @Field(label = "Up since") Optional<Instant> since,
    @Field(label = "Received", unit = "bytes") long bytesIn,
    @Field(label = "Sent", unit = "bytes") long bytesOut,
    @Field(label = "Round trip", unit = "µs") OptionalLong rttMicros,
    @Field(label = "Loss", unit = "%") int lossPercent,
    @Field(label = "MTU", unit = "bytes") OptionalInt mtu,
    @Field(label = "Last error") Optional<String> error) {
  static PairSeen of(String from, PlaneSight.Pair pair) {
    return new PairSeen(
        from,
        pair.peer(),
        pair.network(),
        pair.answers(),
        pair.since(),
        pair.bytesIn(),
        pair.bytesOut(),
        pair.rttMicros().map(OptionalLong::of).orElse(OptionalLong.empty()),
        pair.lossPercent(),
        pair.mtu().map(OptionalInt::of).orElse(OptionalInt.empty()),
        pair.error());
  }

  /// With names in place of ids.
  PairSeen between(String fromName, String toName, String networkName) {
    return new PairSeen(
        fromName,
        toName,
        networkName,
        answers,
        since,
        bytesIn,
        bytesOut,
        rttMicros,
        lossPercent,
        mtu,
        error);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PairSeen p
        && from.equals(p.from)
        && to.equals(p.to)
        && network.equals(p.network)
        && answers == p.answers
        && mtu.equals(p.mtu)
        && error.equals(p.error);
  }

  @Override
  public int hashCode() {
    return Objects.hash(from, to, network, answers);
  }
}
