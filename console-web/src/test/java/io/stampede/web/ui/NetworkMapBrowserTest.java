package io.stampede.web.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
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

/// The network map in a real browser, over the real backend and emulated hosts. Pictures are left
/// in the folder of the system property `stampede.pictures`.
@Tag("N2")
@Tag("S18")
@Tag("C2")
class NetworkMapBrowserTest extends InBrowser {
  private static final RunningServer SERVER = RunningServer.emulated();
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Path PICTURES =
      Path.of(System.getProperty("stampede.pictures", "target/pictures"));

  private final StampedeClient client = SERVER.backend();

  NetworkMapBrowserTest() {
    super(SERVER);
  }

  @BeforeEach
  void clear() {
    for (var kind : List.of(Wizard.KIND, "container", "host")) {
      client.list(kind, Query.ALL).items().forEach(r -> client.remove(kind, r.id()));
      await().atMost(PATIENCE).until(() -> client.list(kind, Query.ALL).items().isEmpty());
    }
  }

  private void host(int number) {
    var address = "10.0.0.3" + number;
    var key = client.ask("host", "hostKey", Map.of("address", address)).get("fingerprint");
    var made =
        client.create(
            "host",
            Map.of("name", "h" + number, "address", address, "privateKey", "any", "hostKey", key));
    await()
        .atMost(PATIENCE)
        .until(() -> client.get("host", made.id()).text("components").contains("net"));
  }

  private void container(String name, String host) {
    var networks = List.of("managed");
    var image = "lab/busybox:1";
    client.create(
        "container", Map.of("name", name, "host", host, "image", image, "networks", networks));
  }

  private void threeHosts() {
    for (int n = 1; n <= 3; n++) host(n);
    container("web", "h1");
    container("app", "h2");
    container("db", "h3");
    for (var name : List.of("web", "app", "db")) {
      await()
          .atMost(PATIENCE)
          .until(() -> client.get("container", name).status().phase() == Phase.RUNNING);
    }
  }

  private void cable(String from, String to, boolean plugged) {
    SERVER
        .networks()
        .cable(
            client.get("host", from).id(),
            client.get("host", to).id(),
            client.get("network", "managed").id(),
            plugged);
  }

  private void picture(String name) {
    page.mouse().move(1, 1);
    page.screenshot(
        new Page.ScreenshotOptions().setPath(PICTURES.resolve("network-" + name + ".png")));
  }

  private Locator pairs(String tone) {
    return page.locator(".st-m-pair." + tone);
  }

  private static HasCountOptions patiently() {
    return new HasCountOptions().setTimeout(PATIENCE.toMillis());
  }

  @Test
  void without_anything_on_a_network_it_says_what_it_is_for() throws IOException {
    test("nav-map").click();
    assertThat(page).hasURL(Pattern.compile(".*/network-map"));
    assertThat(test("empty")).containsText("No host is there yet");
    assertAccessible();
    host(1);
    assertThat(test("empty")).containsText("Nothing is on a managed network yet");
    picture("empty");
    assertAccessible();
  }

  @Test
  void a_pair_that_goes_down_is_red_and_told_without_a_reload() throws IOException {
    threeHosts();
    page.navigate(SERVER.url("/network-map"));
    assertThat(pairs("good")).hasCount(3, patiently());
    assertThat(test("map-detail-title")).hasText("All 3 tunnels are good");
    assertThat(test("map")).containsText("10.42.0.0/24");
    assertThat(page.locator("[data-key^='container/']")).hasCount(3);
    picture("map");
    assertAccessible();

    cable("h1", "h2", false);
    assertThat(pairs("bad")).hasCount(1, patiently());
    assertThat(pairs("good")).hasCount(2);
    assertThat(test("map-detail-title")).hasText("1 tunnel is down");
    test("map-pick").first().focus();
    page.keyboard().press("Enter");
    assertThat(test("map-detail-title")).hasText("h1 – h2");
    assertThat(test("map-detail-state")).hasText("down");
    assertThat(test("map-detail-rows")).containsText("no answer");
    assertThat(page.locator("[data-key^='pair/'][aria-pressed=true]")).hasText("down");
    picture("down");
    assertAccessible();
    scheme("dark");
    picture("dark");
    assertAccessible();
    scheme("light");
    tables();

    cable("h1", "h2", true);
    test("part-picture").click();
    assertThat(pairs("good")).hasCount(3, patiently());
  }

  private void tables() throws IOException {
    test("part-pairs").click();
    assertThat(page).hasURL(Pattern.compile(".*view=pairs"));
    assertThat(test("ways")).containsText("no answer");
    picture("pairs");
    assertAccessible();
    test("filter").locator("input").fill("down");
    assertThat(page).hasURL(Pattern.compile(".*q=down"));
    assertThat(test("ways").locator("vaadin-grid-cell-content:text-is('good')")).hasCount(0);
    test("part-addresses").click();
    assertThat(test("addresses")).containsText("10.42.0.2");
    test("filter").locator("input").fill("h2");
    assertThat(test("addresses")).containsText("app");
    assertThat(test("addresses")).not().containsText("web");
    picture("addresses");
    assertAccessible();
    test("addresses").locator("a:visible").getByText("app").first().click();
    assertThat(page).hasURL(Pattern.compile(".*/containers/.*"));
    page.navigate(SERVER.url("/network-map"));
  }

  private List<?> targets(String link) {
    return (List<?>) client.get("link", link).fields().getOrDefault("targets", List.of());
  }

  private void leadsTo(String link, String target) {
    await().atMost(PATIENCE).until(() -> targets(link).equals(List.of(target)));
  }

  @Test
  @Tag("N3")
  void a_link_is_pointed_elsewhere_by_dragging_and_by_picking_and_taken_back() throws IOException {
    threeHosts();
    var fields =
        Map.of(
            "consumer", "web", "alias", "store", "targets", List.of("app"), "ports", List.of("80"));
    var link = client.create("link", fields).id();
    page.navigate(SERVER.url("/network-map"));
    var pill = page.locator("[data-key='link/" + link + "']");
    assertThat(pill).containsText("store in web");
    assertThat(page.locator(".st-m-arrow")).hasCount(1);
    picture("link");
    pill.dragTo(page.locator("[data-key^='container/']").getByText("db"));
    assertThat(test("point-plan")).containsText("nft add element ip stampede links");
    assertThat(test("point-verb")).hasText("Point to db");
    picture("point");
    assertAccessible();
    test("point-verb").click();
    leadsTo(link, "db");
    test("point-undo").click();
    leadsTo(link, "app");

    pill.click();
    test("map-point").click();
    test("point-target").locator("input").click();
    page.locator("vaadin-combo-box-item").getByText("db").click();
    test("point-cut").getByText("Cut").click();
    assertThat(test("point-plan")).containsText("10.42.2.2");
    test("point-verb").click();
    leadsTo(link, "db");
    assertThat(test("map-detail-rows")).containsText("db");
  }

  @Test
  void a_networks_page_has_its_hosts_pairs_and_addresses() throws IOException {
    threeHosts();
    var network = client.get("network", "managed");
    page.navigate(SERVER.url("/networks/" + network.id()));
    assertThat(test("network-hosts")).containsText("1 of 253", patience());
    assertThat(test("network-hosts")).containsText("applied", patience());
    picture("page");
    assertAccessible();
    test("tab-pairs").click();
    assertThat(test("ways")).containsText("0.64 ms", patience());
    assertAccessible();
    test("tab-addresses").click();
    assertThat(test("addresses")).containsText("db", patience());
    test("tab-overview").click();
    test("open-map").click();
    assertThat(page).hasURL(Pattern.compile(".*/network-map\\?network=managed"));
    assertThat(pairs("good")).hasCount(3, patiently());
    page.locator("[data-key^='container/']").first().click();
    assertThat(test("map-detail")).containsText("10.42.0.2");
  }

  private static ContainsTextOptions patience() {
    return new ContainsTextOptions().setTimeout(PATIENCE.toMillis());
  }
}
