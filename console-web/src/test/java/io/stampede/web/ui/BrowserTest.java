package io.stampede.web.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.stampede.client.Resource;
import io.stampede.engine.Phase;
import io.stampede.engine.Status;
import io.stampede.web.RunningServer;
import io.stampede.web.fake.FakeWorld;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The console in a real browser, over the small site of [FakeWorld].
class BrowserTest extends InBrowser {
  private static final RunningServer SERVER = RunningServer.shared();

  BrowserTest() {
    super(SERVER);
  }

  @BeforeEach
  void open() {
    SERVER.client().clear();
    FakeWorld.fill(SERVER.client(), Instant.now());
  }

  private Resource resource(String kind, String name) {
    return SERVER.client().get(kind, name);
  }

  @Test
  void every_room_opens_without_a_complaint() {
    for (var room : List.of("host", "virtualMachine", "container", "image", "tasks", "settings")) {
      var link = test("nav-" + room);
      link.click();
      assertThat(page.locator(".st-title")).hasText(link.innerText().strip());
    }
    test("nav-overview").click();
    assertThat(page.getByText("Needs attention")).isVisible();
  }

  @Test
  void an_address_that_leads_nowhere_has_the_way_back_beside_it() {
    page.navigate(SERVER.url("/virtual-machines"));
    assertThat(test("no-such-page")).containsText("no such page");
    test("nav-host").click();
    assertThat(test("grid")).isVisible();
  }

  @Test
  void what_is_not_set_is_named_once_and_takes_no_lines() {
    var host = resource("host", "h1");
    page.navigate(SERVER.url("/hosts/" + host.id()));
    assertThat(page.locator(".st-unset")).containsText("Labels");
    assertThat(page.locator(".st-facts")).hasCount(2);
    assertThat(page.locator("dt", new Page.LocatorOptions().setHasText("Labels"))).hasCount(0);
  }

  @Test
  void a_change_is_seen_without_asking() {
    page.navigate(SERVER.url("/virtualMachines"));
    assertThat(test("grid")).containsText("web-2");
    assertThat(test("grid")).containsText("copy the image to h2 · 43 %");
    SERVER
        .client()
        .move(
            resource("virtualMachine", "web-2"),
            Status.moving(Phase.CREATING, "define it").withProgress(80, ""));
    assertThat(test("grid")).containsText("define it · 80 %");
    SERVER.client().settle();
    assertThat(test("grid")).not().containsText("define it");
  }

  @Test
  void the_filter_is_in_the_address() {
    page.navigate(SERVER.url("/virtualMachines?state=running"));
    assertThat(test("grid")).containsText("web-1");
    assertThat(test("grid")).not().containsText("build");
    test("nav-virtualMachine").click();
    assertThat(test("grid")).containsText("build");
    page.keyboard().press("/");
    page.keyboard().type("web");
    assertThat(page).hasURL(Pattern.compile(".*/virtualMachines\\?q=web"));
    assertThat(test("grid")).not().containsText("build");
  }

  @Test
  void a_container_is_created_with_errors_beside_the_fields() {
    page.navigate(SERVER.url("/containers"));
    assertThat(test("grid")).containsText("cache");
    page.keyboard().press("c");
    test("field-name").locator("input").fill("cache");
    test("form-verb").click();
    assertThat(test("form")).containsText("is required");
    test("field-image").locator("input").fill("redis:8");
    test("form-verb").click();
    assertThat(test("form")).containsText("is taken by another");
    test("field-name").locator("input").fill("second");
    test("form-plan").click();
    assertThat(test("form")).containsText("docker create second");
    test("form-verb").click();
    assertThat(test("form")).not().isVisible();
    assertThat(test("grid")).containsText("second");
    assertThat(resource("container", "second").text("image")).isEqualTo("redis:8");
  }

  @Test
  void a_pasted_line_fills_the_form_and_says_what_has_no_field() {
    page.navigate(SERVER.url("/containers"));
    assertThat(test("grid")).containsText("cache");
    page.keyboard().press("c");
    test("fill").locator("vaadin-details-summary").click();
    test("fill-text").locator("textarea").fill("ls -l");
    test("fill-verb").click();
    assertThat(test("fill")).containsText("is no docker run");
    test("fill-text").locator("textarea").fill("docker run --rm --name pasted redis:8 sleep 9");
    test("fill-verb").click();
    assertThat(test("fill-notes")).containsText("--rm has <b>no</b> field");
    assertThat(test("field-name").locator("input")).hasValue("pasted");
    test("field-name").locator("input").fill("pasted2");
    test("form-verb").click();
    assertThat(test("form")).not().isVisible();
    assertThat(test("grid")).containsText("pasted2");
    var made = resource("container", "pasted2");
    assertThat(made.text("image")).isEqualTo("redis:8");
    assertThat(made.fields().get("command")).isEqualTo(List.of("sleep", "9"));
  }

  @Test
  void a_host_is_added_after_its_key_is_confirmed() {
    page.navigate(SERVER.url("/hosts"));
    test("create").click();
    test("field-name").locator("input").fill("h9");
    test("field-address").locator("input").fill("10.0.0.19");
    test("field-privateKey").locator("textarea").fill("KEY");
    test("form-verb").click();
    assertThat(test("fingerprint")).containsText("SHA256:");
    test("form-confirm").click();
    assertThat(test("grid")).containsText("h9");
    assertThat(resource("host", "h9").text("hostKey")).startsWith("SHA256:");
  }

  @Test
  void a_machine_is_stopped_from_its_row_and_removed_from_its_page() {
    page.navigate(SERVER.url("/virtualMachines"));
    page.getByLabel("All actions of web-1").click();
    test("row-stop").click();
    assertThat(test("grid")).containsText("stopping");
    SERVER.client().settle();
    page.navigate(SERVER.url("/virtualMachines/virtualMachine-db"));
    assertThat(test("detail-state")).containsText("stopped");
    page.keyboard().press("Delete");
    assertThat(test("remove-dialog")).containsText("destroys");
    test("remove-verb").click();
    assertThat(test("detail-state")).containsText("removing");
    SERVER.client().settle();
    assertThat(page.getByText("It is not there")).isVisible();
  }

  @Test
  void a_host_shows_how_busy_it_is_and_offers_what_it_needs() throws IOException {
    page.navigate(SERVER.url("/hosts"));
    assertThat(page.locator(".st-spark path").first()).hasAttribute("d", Pattern.compile("M.*L.*"));
    assertThat(page.locator(".st-spark .st-number").first()).hasText(Pattern.compile("\\d+ %"));
    test("quick-terminal").first().click();
    assertThat(page).hasURL(Pattern.compile(".*/hosts/.*/terminal"));
    assertThat(test("action-terminal")).hasCount(0);
    test("tab-overview").click();
    assertThat(test("action-terminal")).hasText("Open a terminal");
    assertThat(test("action-reconnect")).hasCount(0);
    assertAccessible();
  }

  @Test
  void a_log_is_followed() {
    page.navigate(SERVER.url("/containers/container-cache/logs"));
    assertThat(test("log")).containsText("cache line 1003");
  }

  @Test
  void a_screen_shows_the_machine_and_sends_keys() {
    page.navigate(SERVER.url("/virtualMachines/virtualMachine-web-1/screen"));
    assertThat(test("screen-state")).containsText("Connected");
    var canvas = test("screen").locator("canvas");
    var before = pixel();
    canvas.click();
    page.keyboard().press("a");
    page.waitForCondition(() -> !pixel().equals(before));
  }

  @Test
  void a_screen_is_given_keys_that_a_browser_keeps_and_typed_text() throws IOException {
    page.navigate(SERVER.url("/virtualMachines/virtualMachine-web-1/screen"));
    assertThat(test("screen-state")).containsText("Connected");
    var before = pixel();
    test("screen-keys").click();
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Enter");
    page.waitForCondition(() -> !pixel().equals(before));
    var then = pixel();
    test("screen-clipboard").click();
    test("screen-clip-text").fill("Hi");
    test("screen-type").click();
    page.waitForCondition(() -> !pixel().equals(then));
    test("screen-view-only").click();
    assertThat(test("screen-type")).isDisabled();
    assertThat(test("screen-keys")).isDisabled();
    var picture = page.waitForDownload(() -> test("screen-shot").click());
    org.assertj.core.api.Assertions.assertThat(picture.suggestedFilename()).endsWith(".png");
    assertAccessible();
  }

  @Test
  void a_terminal_runs_what_is_typed_and_gives_a_new_shell_after_its_end() {
    page.navigate(SERVER.url("/hosts/host-h1/terminal"));
    assertThat(test("terminal-state")).containsText("Connected");
    assertThat(test("terminal")).containsText("root@h1");
    page.keyboard().type("echo hello-$((40+2))");
    page.keyboard().press("Enter");
    assertThat(test("terminal").locator(".xterm-rows")).containsText("hello-$((40+2))root@h1");
    page.keyboard().type("exit");
    page.keyboard().press("Enter");
    assertThat(test("terminal-state")).containsText("The shell has ended · exit 0");
    page.keyboard().press("Enter");
    assertThat(test("terminal-state")).containsText("Connected");
  }

  @Test
  void a_terminal_is_searched_and_follows_the_size_of_its_window() {
    page.navigate(SERVER.url("/hosts/host-h1/terminal"));
    assertThat(test("terminal-state")).containsText("Connected");
    page.keyboard().type("echo needle");
    page.keyboard().press("Enter");
    test("terminal-find").click();
    page.keyboard().type("needle");
    assertThat(page.locator("st-terminal")).containsText("of 2");
    page.keyboard().press("Escape");
    page.setViewportSize(900, 500);
    page.keyboard().type("size");
    page.keyboard().press("Enter");
    assertThat(test("terminal").locator(".xterm-rows")).containsText(Pattern.compile("\\d+x\\d+"));
    assertThat(test("terminal").locator(".xterm-rows")).not().containsText("80x24");
  }

  @Test
  void figures_are_drawn_for_an_hour_a_day_and_a_month() {
    page.navigate(SERVER.url("/hosts/host-h1/figures"));
    assertThat(test("now-cpuPercent")).containsText(Pattern.compile("\\d+ %"));
    assertThat(test("now-netIn")).containsText("iB/s");
    for (var range : List.of("day", "month", "hour")) {
      test("range-" + range).click();
      assertThat(test("range-" + range)).hasAttribute("aria-pressed", "true");
      page.waitForCondition(() -> drawn() > 500);
    }
  }

  /// How many pixels of the first chart are not empty.
  private int drawn() {
    var canvas = page.locator("st-figures canvas").first();
    return ((Number)
            canvas.evaluate(
                "c => { const d = c.getContext('2d').getImageData(80, 0, c.width - 80,"
                    + " c.height).data; let n = 0; for (let i = 3; i < d.length; i += 4) if (d[i] >"
                    + " 0) n++; return n }"))
        .intValue();
  }

  private String pixel() {
    return test("screen")
        .locator("canvas")
        .evaluate("c => c.getContext('2d').getImageData(5, 5, 1, 1).data.join()")
        .toString();
  }

  @Test
  void the_palette_finds_a_resource() {
    page.keyboard().press("Control+k");
    test("palette-input").locator("input").fill("proxy");
    assertThat(test("palette")).containsText("Stop proxy");
    test("palette-input").locator("input").press("Enter");
    assertThat(page).hasURL(Pattern.compile(".*/containers/container-proxy"));
  }

  @Test
  void the_drawer_shows_what_runs_and_retries_what_failed() {
    test("tasks-open").click();
    assertThat(test("tasks-drawer")).containsText("copy the image to h2");
    assertThat(test("tasks-drawer")).containsText("What next: free space on h1");
    assertThat(test("tasks-drawer").locator("[data-test=retry]").first()).isVisible();
  }

  /// Rules of WCAG 2.1 A and AA, as far as a program can check them.
  @ParameterizedTest
  @CsvSource({
    "/,light,Recent steps",
    "/,dark,Recent steps",
    "/virtualMachines,light,web-1",
    "/virtualMachines,dark,web-1",
    "/images?q=zzz,dark,Nothing matches",
    "/virtualMachines/virtualMachine-build,light,16 GiB",
    "/containers/container-cache/logs,dark,cache line",
    "/hosts/host-h1/figures,light,Network",
    "/hosts/host-h1/figures,dark,Network",
    "/hosts/host-h1/terminal,light,Connected",
    "/tasks,light,create the disk",
    "/tasks,dark,create the disk",
    "/settings,light,Appearance",
    "/v1/virtualMachines,light,web-1",
    "/v1/virtualMachines/virtualMachine-web-1,dark,10.42.1.17"
  })
  void a_page_is_accessible(String path, String scheme, String shown) throws IOException {
    scheme(scheme);
    page.navigate(SERVER.url(path));
    assertThat(page.locator("main")).containsText(shown);
    assertAccessible();
  }

  @Test
  void a_form_is_accessible() throws IOException {
    page.navigate(SERVER.url("/virtualMachines"));
    test("create").click();
    test("form-copy").click();
    assertThat(test("form")).containsText("curl");
    assertAccessible();
  }

  @Test
  void an_image_is_uploaded_from_its_page() {
    page.navigate(SERVER.url("/images"));
    test("create").click();
    test("field-name").locator("input").fill("mine");
    test("form-verb").click();
    test("upload")
        .setInputFiles(
            new com.microsoft.playwright.options.FilePayload(
                "disk.img", "application/octet-stream", new byte[3 * 1024 * 1024]));
    assertThat(page.getByText("disk.img is kept")).isVisible();
    assertThat(test("detail-state")).containsText("ready");
    assertThat(resource("image", "mine").number("size")).contains(3L * 1024 * 1024);
  }
}
