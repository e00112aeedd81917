package io.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import io.stampede.lab.LabHost;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// Who may reach whom, as a person says it: of `web` on the first host and `app` on the second,
/// which serve HTTP, and a machine `m1`.
record GroupStory(Cli cli, Rest rest, LabHost h1, LabHost h2) {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String SHOP = "/v1/securityGroups/shop";
  private static final String WEB = "/v1/containers/web";
  private static final String APP = "/v1/containers/app";
  private static final String MACHINE = "/v1/virtualMachines/m1";

  void isTold() {
    groupsAreMade();
    rest.awaitState(MACHINE, "running");
    eventually("all reach all", () -> reads("web") && reads("m1"));
    cli.ok("container", "update", "web", "--security-groups", "shop", "--wait");
    change(MACHINE, "securityGroups", "shop");
    rest.awaitState(SHOP, "ready");
    eventually("closed", () -> !reads("web") && !reads("m1"));

    change(APP, "securityGroups", "clients");
    eventually("open to a group", () -> reads("web") && reads("m1"));
    assertThat(hears("web")).as("only what was opened").isFalse();
    change(SHOP, "rules", "tcp 80 from 10.99.0.0/16", "icmp from any");
    eventually("open to all for another protocol", () -> hears("web"));
    assertThat(reads("web")).as("open to others only").isFalse();
    cli.ok("security-group", "update", "shop", "--rules", "tcp 80 from 10.42.0.0/16", "--wait");
    eventually("open to where it comes from", () -> reads("web") && reads("m1"));
    assertThat(hears("web")).as("closed again").isFalse();
    change(SHOP, "rules", "tcp 81 from any");
    eventually("the port is another one", () -> !reads("web") && !reads("m1"));

    itIsKeptWhileItIsUsed();
  }

  private void groupsAreMade() {
    refused("tcp 80 from clients", "rules: no-such-group");
    refused("icmp 80 from any", "rules: invalid");
    refused("tcp 80 from 10.42.0.0/99", "rules: invalid");
    var wrong =
        cli.run("security-group", "create", "--name", "shop", "--rules", "tcp 99999 from any");
    assertThat(wrong.status()).isNotZero();
    assertThat(wrong.out()).contains("rules", "tcp 99999 from any", "from 1 to 65535");
    rest.create("securityGroups", Map.of("name", "clients"));
    cli.ok("security-group", "create", "--name", "shop", "--rules", "tcp 80 from clients");
    try (var browser = new Browser(cli.console())) {
      var page = browser.open("/securityGroups");
      page.getByText("shop", new Page.GetByTextOptions().setExact(true)).first().waitFor();
      assertThat(browser.complaints()).isEmpty();
    }
    assertThat(rest.put(WEB, Map.of("securityGroups", List.of("shops"))).error())
        .isEqualTo("securityGroups: no-such-group");
  }

  private void refused(String rule, String error) {
    var wrong = Map.of("name", "shop", "rules", List.of(rule));
    assertThat(rest.post("/v1/securityGroups", wrong).error()).as(rule).isEqualTo(error);
  }

  private void change(String path, String field, String... words) {
    var changed = rest.put(path, Map.of(field, List.of(words)));
    assertThat(changed.status()).as(changed.json().toPrettyString()).isEqualTo(200);
  }

  private static void eventually(String what, Callable<Boolean> is) {
    await(what).atMost(PATIENCE).until(is);
  }

  private boolean reads(String target) {
    return works("wget -q -O - http://%s/".formatted(target));
  }

  private boolean hears(String target) {
    return works("ping -c 1 -W 1 " + target);
  }

  /// What is dropped is waited for in vain.
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
    for (var path : List.of(WEB, MACHINE, APP)) change(path, "securityGroups");
    for (var path : List.of(SHOP, "/v1/securityGroups/clients")) {
      rest.delete(path);
      rest.awaitGone(path);
    }
    eventually("as before", () -> reads("web") && reads("m1"));
  }
}
