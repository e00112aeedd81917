package io.stampede.lab;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Which host of the lab a test's `h1` is. Without a setting, the one of that name; with
/// `-Dlab.hosts=h3,h4` (or `LAB_HOSTS` in the environment) the first of that list, and `h2` the
/// second: so several people can test on one machine at once. `c1`, `c2` … are the hosts like
/// CoreOS; of them, too, the first of the list is `c1`, and where the list has none, each is
/// itself. Test JVMs that run side by side (`-Dlab.fork=2` is the second) have hosts of their own:
/// the second's are `h4` to `h6` and `c2`, or the next three of the list.
record HostNames(List<String> chosen) {
  private static final Pattern NAME = Pattern.compile("([hc])([1-9][0-9]?)");
  private static final int HOSTS_OF_A_FORK = 3;

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
    return parse(System.getProperty("lab.hosts", environment))
        .ofFork(Integer.getInteger("lab.fork", 1));
  }

  HostNames ofFork(int fork) {
    if (fork == 1) return this;
    var plain =
        chosen.isEmpty()
            ? IntStream.iterate(1, n -> n + 1).mapToObj(n -> "h" + n)
            : ofFlavour("h").stream();
    var own = plain.skip((fork - 1L) * HOSTS_OF_A_FORK).limit(HOSTS_OF_A_FORK);
    var coreos = ofFlavour("c").stream().skip(fork - 1L).findFirst().orElse("c" + fork);
    return new HostNames(Stream.concat(own, Stream.of(coreos)).toList());
  }

  private List<String> ofFlavour(String flavour) {
    return chosen.stream().filter(name -> name.startsWith(flavour)).toList();
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
    var alike = ofFlavour(flavour);
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
