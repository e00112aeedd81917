package io.stampede.plane;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The files of a host's network, by their path below `/var/lib/stampede/net/`.
public record Rendered(SortedMap<String, String> files) {
  public Rendered(Map<String, String> files) {
    this(new TreeMap<>(files));
  }
}
