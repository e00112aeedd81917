package io.stampede.lab;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which host of the lab a test's `h1` is. Without a setting, the one of that name; with
/// `-Dlab.hosts=h3,h4` (or `LAB_HOSTS` in the environment) the first of that list, and `h2` the
/// second: so several people can test on one machine at once.
record HostNames(List<String> chosen) {
  private static final Pattern NAME = Pattern.compile("h([1-9][0-9]?)");

  HostNames {
    for (var name : chosen) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "lab.hosts names '" + name + "'; lab hosts are called h1 to h99");
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
          "@Host(\"" + logical + "\"): lab hosts are called h1 to h99");
    }
    if (chosen.isEmpty()) {
      return logical;
    }
    var index = Integer.parseInt(match.group(1)) - 1;
    if (index >= chosen.size()) {
      throw new IllegalArgumentException(
          "the test wants %s, but lab.hosts gives only %s".formatted(logical, chosen));
    }
    return chosen.get(index);
  }
}
