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

  /// That nobody waits is told by order, not by a clock: all are ready before anybody has given up
  /// the first of the three that hang.
  @Test
  @Tag("S21")
  void seventeen_hosts_are_ready_while_three_that_hang_beside_them_are_still_waited_for() {
    var script =
        """
        from stampede import Client
        c = Client.from_env()
        hang = ["10.2.1.70", "10.2.2.70", "10.2.3.70"]
        class AllReady(Exception):
            pass
        ready, waited = set(), {}
        def see(row):
            if row.address in hang:
                waited[row.address] = (row.transitioning, row.message)
            elif row.state == "added":
                ready.add(row.address)
            if len(ready) == 17:
                raise AllReady
        try:
            many = c.hosts.add_all(hang + ["10.2.0.[1-17]"], key="KEY", trust=lambda row: True, progress=see, timeout=120)
            raise SystemExit("%d were ready, and %s" % (len(ready), many.failed))
        except AllReady:
            pass
        assert sorted(waited) == hang, waited
        assert all(moving == "yes" for moving, _ in waited.values()), waited
        print(waited)
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
