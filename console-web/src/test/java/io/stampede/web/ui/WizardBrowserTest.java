package io.stampede.web.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.stampede.client.Query;
import io.stampede.client.StampedeClient;
import io.stampede.engine.Phase;
import io.stampede.web.RunningServer;
import io.stampede.wizard.Wizard;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// “Add hosts” in a real browser, over the real backend and emulated hosts. Pictures of each step
/// are left in the folder of the system property `stampede.pictures`.
@Tag("C5")
class WizardBrowserTest extends InBrowser {
  private static final RunningServer SERVER = RunningServer.emulated();
  private static final Path PICTURES =
      Path.of(System.getProperty("stampede.pictures", "target/pictures"));

  private final StampedeClient client = SERVER.backend();

  WizardBrowserTest() {
    super(SERVER);
  }

  @BeforeEach
  void open() {
    for (var kind : List.of(Wizard.KIND, "container", "host")) {
      client.list(kind, Query.ALL).items().forEach(r -> client.remove(kind, r.id()));
      await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> client.list(kind, Query.ALL).items().isEmpty());
    }
  }

  private void picture(String name) {
    page.mouse().move(1, 1);
    page.screenshot(
        new Page.ScreenshotOptions().setPath(PICTURES.resolve("wizard-" + name + ".png")));
  }

  private void input(String field, String text) {
    test("field-" + field).locator("input, textarea").first().fill(text);
  }

  private void goOn(String step) {
    test("wizard-verb").click();
    assertThat(test("wizard-title")).hasText(step);
  }

  private void begin(String addresses) {
    page.navigate(SERVER.url("/hosts/add"));
    assertThat(test("wizard-title")).hasText("Where");
    input("text", addresses);
    goOn("Who");
    input("privateKey", "-----BEGIN OPENSSH PRIVATE KEY-----\nemulated");
    goOn("Trust");
  }

  private void trustAll(int hosts) {
    assertThat(test("trust")).hasCount(hosts);
    test("compared").check();
    test("trust-all").click();
  }

  private Locator host(String name) {
    return page.locator("st-wizard [data-host='" + name + "']");
  }

  @Test
  void one_host_is_added_with_the_keyboard_alone() throws IOException {
    page.navigate(SERVER.url("/hosts"));
    assertThat(test("empty")).isVisible();
    page.keyboard().press("c");
    assertThat(page).hasURL(Pattern.compile(".*/hosts/add"));
    assertThat(test("wizard-title")).hasText("Where");
    test("field-text").locator("textarea").focus();
    page.keyboard().type("node-1=core@192.0.2.11");
    picture("where");
    page.keyboard().press("Control+Enter");
    assertThat(test("wizard-title")).hasText("Who");
    test("field-privateKey").locator("textarea").focus();
    page.keyboard().type("-----BEGIN OPENSSH PRIVATE KEY-----");
    picture("who");
    page.keyboard().press("Control+Enter");
    assertThat(test("wizard-title")).hasText("Trust");
    assertThat(test("fingerprint")).containsText("SHA256:");
    picture("trust");
    test("trust").focus();
    page.keyboard().press("Enter");
    assertThat(test("step-trust")).containsText("1 of 1 trusted");
    page.keyboard().press("Control+Enter");
    assertThat(test("checklist")).containsText("All is well on node-1");
    picture("checks");
    page.keyboard().press("Control+Enter");
    assertThat(test("changes")).containsText("On node-1");
    picture("plan");
    page.keyboard().press("Control+Enter");
    assertThat(test("wizard-title")).hasText("Ready");
    picture("ready");
    assertAccessible();
    test("open-host").click();
    assertThat(page.locator(".st-head-name h2")).hasText("node-1");
  }

  @Test
  void of_many_one_fails_is_mended_and_added_later() throws IOException {
    begin("10.0.0.[11-16] 10.0.0.62 10.0.0.67");
    picture("trust-many");
    assertAccessible();
    trustAll(8);
    goOn("Checks");
    var rows = test("matrix").locator("tbody tr");
    assertThat(rows).hasCount(8);
    assertThat(test("step-checks")).containsText("7 of 8 may be added");
    assertThat(rows.first()).containsText("1 must");
    picture("checks-many");
    assertAccessible();
    goOn("Plan");
    assertThat(test("wizard")).containsText("Not part of this yet");
    picture("plan-many");
    test("wizard-verb").click();
    assertThat(test("wizard-title")).hasText("Ready");
    assertThat(test("step-ready")).containsText("7 hosts");
    assertThat(test("remaining")).containsText("1 host is not there yet");
    assertThat(test("next")).containsText("Add more hosts");
    picture("ready-some");
    assertAccessible();
    test("rest").click();
    assertThat(test("wizard-title")).hasText("Checks");
    assertThat(test("checklist")).containsText("Docker");
    picture("checks-failed");
    test("fix").first().click();
    assertThat(test("step-plan")).containsText("1 waits for you");
    goOn("Plan");
    test("wizard-verb").click();
    assertThat(test("step-ready")).containsText("8 hosts");
    assertThat(test("wizard-title")).hasText("Ready");
    picture("ready-many");
    test("wizard-verb").click();
    assertThat(page).hasURL(Pattern.compile(".*/hosts$"));
    assertThat(test("grid")).containsText("connected");
    assertThat(client.list("host", Query.ALL).items()).hasSize(8);
  }

  @Test
  void leaving_the_page_loses_nothing() {
    begin("10.0.0.11 10.0.0.12");
    trustAll(2);
    assertThat(test("step-checks")).containsText("2 of 2 may be added");
    test("nav-host").click();
    assertThat(test("on-the-way")).containsText("2 hosts are on the way in");
    test("go-on").click();
    assertThat(test("wizard-title")).hasText("Plan");
    assertThat(test("changes")).containsText("The same on 2 hosts");
  }

  @Test
  void a_changed_key_is_shown_before_anything_is_sent() throws IOException {
    var made =
        client.create(
            Wizard.KIND,
            Map.of(
                "name", "web-3",
                "address", "10.0.0.13",
                "privateKey", "a private key",
                "hostKey", "SHA256:" + "A".repeat(43)));
    await().until(() -> client.get(Wizard.KIND, made.id()).text("trust").equals("changed"));
    page.navigate(SERVER.url("/hosts/add"));
    assertThat(test("wizard-title")).hasText("Trust");
    assertThat(host("web-3")).containsText("its key has changed");
    assertThat(host("web-3").getByRole(com.microsoft.playwright.options.AriaRole.ALERT))
        .containsText("What next");
    assertThat(test("trust")).hasCount(0);
    picture("changed-key");
    assertAccessible();
    host("web-3").locator("summary").click();
    test("trust-changed").click();
    assertThat(test("step-trust")).containsText("1 of 1 trusted");
  }

  @Test
  void bad_input_stands_beside_its_field() throws IOException {
    page.navigate(SERVER.url("/hosts/add"));
    input("text", "10.0.0.11\n-oProxyCommand=touch");
    test("wizard-verb").click();
    assertThat(test("field-text")).containsText("line 2:");
    picture("bad-input");
    assertAccessible();
    input("text", "10.0.0.11");
    input("port", "70000");
    test("wizard-verb").click();
    assertThat(test("field-port")).containsText("is not a port");
    input("port", "22");
    goOn("Who");
    test("wizard-verb").click();
    assertThat(test("field-privateKey")).containsText("is required");
    test("method").getByText("Password").click();
    assertThat(test("field-privateKey")).not().isVisible();
    input("password", "once");
    test("wizard-copy").click();
    assertThat(test("copied")).containsText("stampede candidate create --address 10.0.0.11");
    assertThat(test("copied")).not().containsText("once");
    assertAccessible();
    goOn("Trust");
  }

  @Test
  void it_is_accessible_in_the_dark() throws IOException {
    scheme("dark");
    begin("10.0.0.11 10.0.0.63");
    trustAll(2);
    goOn("Checks");
    assertThat(test("step-checks")).containsText("1 of 2 may be added");
    picture("checks-dark");
    assertAccessible();
    goOn("Plan");
    assertAccessible();
  }

  @Test
  void other_members_of_the_cluster_join() {
    begin("10.0.0.11");
    test("trust").click();
    assertThat(test("step-trust")).containsText("1 of 1 trusted");
    goOn("Checks");
    test("discover").click();
    assertThat(test("members")).containsText("etcd");
    picture("members");
    test("take").click();
    assertThat(test("wizard-title")).hasText("Trust");
    assertThat(test("trust")).hasCount(3);
  }

  @Test
  void a_host_on_its_way_in_gets_another_name() {
    begin("10.0.0.11");
    test("rename").click();
    test("new-name").fill("north");
    page.keyboard().press("Enter");
    assertThat(host("north")).isVisible();
    test("rename").click();
    test("new-name").fill("south");
    page.keyboard().press("Escape");
    assertThat(host("north")).isVisible();
  }

  private String connected(String name, String address) {
    var key = client.ask("host", "hostKey", Map.of("address", address, "port", 22L));
    var made =
        client.create(
            "host",
            Map.of(
                "name",
                name,
                "address",
                address,
                "privateKey",
                "a private key",
                "hostKey",
                String.valueOf(key.get("fingerprint"))));
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> client.get("host", made.id()).status().phase() == Phase.CONNECTED);
    return made.id();
  }

  @Test
  void a_host_that_is_there_names_the_others_of_its_cluster() throws IOException {
    connected("known", "10.0.0.11");
    page.navigate(SERVER.url("/hosts/add"));
    test("cluster").locator("vaadin-details-summary").click();
    test("cluster-host").click();
    page.locator("vaadin-select-item").getByText("known").click();
    test("cluster-ask").click();
    assertThat(test("members")).containsText("etcd");
    assertAccessible();
  }

  @Test
  void a_host_is_taken_out_and_its_workloads_run_on() {
    var id = connected("leaves", "10.0.0.21");
    var workload =
        client.create("container", Map.of("name", "stays", "host", id, "image", "lab/busybox:1"));
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> client.get("container", workload.id()).status().phase() == Phase.RUNNING);
    page.navigate(SERVER.url("/hosts/" + id));
    assertThat(test("detail-state")).containsText("connected");
    page.keyboard().press("Delete");
    assertThat(test("remove-dialog")).containsText("leaves still has stays");
    test("remove-keep").click();
    assertThat(test("remove-dialog")).not().containsText("still has");
    assertThat(test("remove-keep")).hasCount(0);
    test("remove-verb").click();
    assertThat(page.getByText("It is not there")).isVisible();
  }
}
