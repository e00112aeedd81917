package io.stampede.placement;

/// Which of the hosts that fit is taken.
public enum Strategy {
  /// The emptiest: a lost host takes little with it.
  SPREAD,
  /// The fullest: others stay free for what is large.
  PACK
}
