package io.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many hosts at once, emulated: at addresses that end in 70 nobody ever answers.
@Tag("S1")
class ManyHostsStoryTest {
  private static Console console;

  @BeforeAll
  static void start(@TempDir Path folder) {
    console = Console.start(folder.resolve("data"), "--stampede.demo=true");
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  @Tag("S21")
  void seventeen_hosts_are_ready_as_fast_with_three_that_hang_beside_them_as_without() {
    var script =
        """
        import sys, time
        from stampede import Client
        c = Client.from_env()
        def add(addresses, timeout):
            ready, began = {}, time.monotonic()
            def see(row):
                if row.state == "added":
                    ready.setdefault(row.address, time.monotonic() - began)
            added = c.hosts.add_all(addresses, key="KEY", trust=lambda row: True, progress=see, timeout=timeout)
            return added, max(ready.values())
        alone, without = add(["10.1.0.[1-17]"], 60)
        assert len(alone.hosts) == 17 and not alone.failed, alone
        many, beside = add(["10.2.0.[1-17]", "10.2.1.70", "10.2.2.70", "10.2.3.70"], 5 + 3 * without)
        assert len(many.hosts) == 17, (len(many.hosts), many.failed)
        assert sorted(many.failed) == ["10.2.1.70", "10.2.2.70", "10.2.3.70"], many.failed
        print("%.2f s without, %.2f s beside" % (without, beside))
        assert beside < without * 1.5 + 0.5, (without, beside)
        """;
    var ran = Tool.run(new Cli(console).environment(), List.of("python3", "-c", script));
    assertThat(ran.status()).as(ran.out()).isZero();
    System.getLogger("e2e").log(System.Logger.Level.INFO, ran.out().strip());
  }

  @Test
  @Tag("S20")
  void the_command_line_says_of_each_host_how_it_went() {
    var cli = new Cli(console);
    String[] line = {"host", "add", "10.3.0.5", "10.3.0.61", "--private-key", "KEY"};
    var first = cli.run(line);
    assertThat(first.status()).as(first.out()).isEqualTo(2);
    var known = new ArrayList<>(List.of(line));
    Pattern.compile("--host-key (SHA256:\\S+)")
        .matcher(first.out())
        .results()
        .forEach(key -> known.addAll(List.of("--host-key", key.group(1))));
    var ran = cli.run(known.toArray(String[]::new));
    assertThat(ran.status()).as(ran.out()).isEqualTo(4);
    assertThat(ran.out()).contains("host host-10-3-0-5 is connected");
    assertThat(ran.out()).contains("docker-reachable");
    var row = cli.ok("candidate", "list", "-o", "name");
    assertThat(row.out()).contains("10-3-0-61");
  }

  @Test
  @Tag("S30")
  void the_members_of_a_cluster_are_found_from_one_of_them() {
    var cli = new Cli(console);
    cli.run("host", "add", "10.4.0.1", "--private-key", "KEY");
    var found = cli.ok("host", "discover", "host-10-4-0-1").out();
    assertThat(found).contains("core-2").contains("etcd").contains("fleet");
  }
}
