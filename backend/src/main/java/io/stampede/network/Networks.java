package io.stampede.network;

/// What is known of managed networks, from all that is kept.
public interface Networks {
  NetworkFacts facts(String networkId);
}
