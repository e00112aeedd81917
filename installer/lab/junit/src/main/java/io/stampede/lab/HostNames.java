package io.stampede.lab;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which host of the lab a test's `h1` is. Without a setting, the one of that name; with
/// `-Dlab.hosts=h3,h4` (or `LAB_HOSTS` in the environment) the first of that list, and `h2` the
/// second: so several people can test on one machine at once. `c1`, `c2` … are the hosts like
/// CoreOS; of them, too, the first of the list is `c1`, and where the list has none, each is
/// itself.
record HostNames(List<String> chosen) {
  private static final Pattern NAME = Pattern.compile("([hc])([1-9][0-9]?)");

  HostNames {
    for (var name : chosen) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "lab.hosts names '" + name + "'; lab hosts are called h1 to h99, or c1 to c99");
      }
    }
  }

  static HostNames fromSettings() {
    var environment = System.getenv().getOrDefault("LAB_HOSTS", "");
    return parse(System.getProperty("lab.hosts", environment));
  }

  static HostNames parse(String list) {
    return new HostNames(
        Stream.of(list.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList());
  }

  String real(String logical) {
    var match = NAME.matcher(logical);
    if (!match.matches()) {
      throw new IllegalArgumentException(
          "@Host(\"" + logical + "\"): lab hosts are called h1 to h99, or c1 to c99");
    }
    var flavour = match.group(1);
    var alike = chosen.stream().filter(name -> name.startsWith(flavour)).toList();
    if (chosen.isEmpty() || (flavour.equals("c") && alike.isEmpty())) {
      return logical;
    }
    var index = Integer.parseInt(match.group(2)) - 1;
    if (index >= alike.size()) {
      throw new IllegalArgumentException(
          "the test wants %s, but lab.hosts gives only %s".formatted(logical, chosen));
    }
    return alike.get(index);
  }
}
