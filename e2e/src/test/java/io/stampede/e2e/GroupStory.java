package io.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import io.stampede.lab.LabHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Who may reach whom, as a person says it: of `web` on the first host and `app` on the second,
/// which serve HTTP, and a machine `m1`.
record GroupStory(Cli cli, Rest rest, LabHost h1, LabHost h2) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SHOP = "/v1/securityGroups/shop";

  void isTold() {
    groupsAreMade();
    rest.awaitState("/v1/virtualMachines/m1", "running");
    await("all reach all").atMost(PATIENCE).until(() -> reads("web") && reads("m1"));
    join("container", "web", "shop");
    join("vm", "m1", "shop");
    await("closed").atMost(PATIENCE).until(() -> !reads("web") && !reads("m1"));

    join("container", "app", "clients");
    await("open to a group").atMost(PATIENCE).until(() -> reads("web") && reads("m1"));
    assertThat(hears("web")).as("only what was opened").isFalse();
    rules("tcp 80 from 10.99.0.0/16", "icmp from any");
    assertThat(hears("web")).isTrue();
    assertThat(reads("web")).as("closed but for others").isFalse();
    rules("tcp 80 from 10.42.0.0/16");
    assertThat(reads("web")).isTrue();
    assertThat(reads("m1")).isTrue();
    assertThat(hears("web")).isFalse();
    rules("tcp 81 from any");
    assertThat(reads("web")).isFalse();

    itIsKeptWhileItIsUsed();
  }

  private void groupsAreMade() {
    refused("no such group there", "tcp 80 from clients", "rules", "no security group clients");
    refused("no port", "tcp 99999 from any", "rules", "no rule");
    refused("ports of nothing", "icmp 80 from any", "rules", "only TCP and UDP have ports");
    refused("no range", "tcp 80 from 10.42.0.0/99", "rules", "no rule");
    cli.ok("security-group", "create", "--name", "clients");
    cli.ok("security-group", "create", "--name", "shop", "--rules", "tcp 80 from clients");
    try (var browser = new Browser(cli.console())) {
      var page = browser.open("/securityGroups");
      page.getByText("shop", new Page.GetByTextOptions().setExact(true)).first().waitFor();
      assertThat(browser.complaints()).isEmpty();
    }
    var unknown = cli.run("container", "update", "web", "--security-groups", "shops");
    assertThat(unknown.status()).isNotZero();
    assertThat(unknown.out()).contains("there is no security group shops");
  }

  private void refused(String what, String rule, String... words) {
    var ran = cli.run("security-group", "create", "--name", "shop", "--rules", rule);
    assertThat(ran.status()).as(what).isNotZero();
    assertThat(ran.out()).as(what).contains(words);
  }

  private void join(String noun, String name, String group) {
    cli.ok(noun, "update", name, "--security-groups", group, "--wait");
  }

  /// What was asked for holds when the group is ready again.
  private void rules(String... rules) {
    var words = new ArrayList<>(List.of("security-group", "update", "shop", "--wait"));
    for (var rule : rules) words.addAll(List.of("--rules", rule));
    cli.ok(words.toArray(String[]::new));
  }

  private boolean reads(String target) {
    return works("wget -q -O - http://%s/".formatted(target));
  }

  private boolean hears(String target) {
    return works("ping -c 1 -W 1 " + target);
  }

  private boolean works(String command) {
    return h2.run("timeout 2 docker exec app " + command).ok();
  }

  private void itIsKeptWhileItIsUsed() {
    assertThat(rest.get(SHOP).json().path("members").toString())
        .contains("\"web\"")
        .contains("\"m1\"");
    var used = cli.run("security-group", "remove", "shop", "--yes");
    assertThat(used.status()).isNotZero();
    assertThat(used.out()).contains("security group shop is used by m1, web");
    for (var path : List.of("/v1/containers/web", "/v1/virtualMachines/m1", "/v1/containers/app")) {
      assertThat(rest.put(path, Map.of("securityGroups", List.of())).status()).isEqualTo(200);
    }
    for (var name : List.of("shop", "clients")) {
      cli.ok("security-group", "remove", name, "--yes");
      rest.awaitGone("/v1/securityGroups/" + name);
    }
    await("as before").atMost(PATIENCE).until(() -> reads("web") && reads("m1"));
  }
}
