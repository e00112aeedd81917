package io.stampede.demo;

import io.stampede.plane.HostModel;
import io.stampede.plane.HostNetwork;
import io.stampede.plane.Redirects;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/// One command that brought an emulated host its networks.
///
/// @param quick whether by the quick path, which brings elements of maps only
/// @param files how many it brought or took
/// @param elements how many it added, changed or took
public record PlaneMove(String host, boolean quick, int files, int elements) {
  static PlaneMove whole(Optional<HostModel> before, HostModel after) {
    int files = different(before.map(PlaneMove::files).orElse(Map.of()), files(after));
    return new PlaneMove(after.self().host(), false, files, elements(before, after));
  }

  static PlaneMove quick(HostModel before, HostModel after) {
    return new PlaneMove(after.self().host(), true, 0, elements(Optional.of(before), after));
  }

  private static Map<String, String> files(HostModel model) {
    return HostNetwork.render(model).files();
  }

  private static int elements(Optional<HostModel> before, HostModel after) {
    return different(
        before.map(HostModel::redirects).map(PlaneMove::byKey).orElse(Map.of()),
        byKey(after.redirects()));
  }

  private static Map<String, String> byKey(Redirects redirects) {
    var all = new HashMap<String, String>();
    for (var line : redirects.words()) {
      int colon = line.indexOf(" : ");
      all.put(colon < 0 ? line : line.substring(0, colon), line);
    }
    return all;
  }

  private static int different(Map<String, String> one, Map<String, String> other) {
    var keys = new TreeSet<>(one.keySet());
    keys.addAll(other.keySet());
    return (int) keys.stream().filter(k -> !Objects.equals(one.get(k), other.get(k))).count();
  }
}
