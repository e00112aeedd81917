package io.stampede.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.stampede.lab.Host;
import io.stampede.lab.Lab;
import io.stampede.lab.LabHost;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Lab
class ScreenStoryTest {
  private static final LocatorAssertions.HasAttributeOptions PATIENT =
      new LocatorAssertions.HasAttributeOptions().setTimeout(40_000);

  private static final LocatorAssertions.HasAttributeOptions A_WHILE =
      new LocatorAssertions.HasAttributeOptions().setTimeout(60_000);

  private static Console console;
  private static Rest rest;
  private static String host;
  private static String machine;
  private static LabHost h1;

  @BeforeAll
  static void start(@TempDir Path folder, @Host("h1") LabHost lent) {
    h1 = lent;
    console = Console.start(folder.resolve("data"));
    rest = console.rest();
    host = Onboarding.add(rest, h1);
    Onboarding.tinyImage(rest);
    machine = rest.create("virtualMachines", Onboarding.machine("seen", h1));
    rest.awaitState(machine, "running");
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  @Tag("S10")
  @Tag("C2")
  void a_machines_screen_is_shown_in_the_page_and_answers_to_keys() {
    try (var browser = new Browser(console)) {
      var page = browser.open(machine.replace("/v1", "") + "/screen");
      var screen = page.locator("st-screen");
      assertThat(screen).hasAttribute("data-state", "connected", PATIENT);
      var canvas = page.locator("st-screen canvas");
      canvas.waitFor();
      var settled = settled(canvas);
      canvas.click();
      page.keyboard().type("echo stampede");
      await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> !Arrays.equals(canvas.screenshot(), settled));
      Assertions.assertThat(browser.complaints()).isEmpty();
    }
  }

  /// Waits until the guest has come up and its screen stands still.
  private static byte[] settled(Locator canvas) {
    var last = new AtomicReference<>(canvas.screenshot());
    var since = new long[] {System.nanoTime()};
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> {
          var now = canvas.screenshot();
          if (!Arrays.equals(now, last.get())) {
            last.set(now);
            since[0] = System.nanoTime();
          }
          return System.nanoTime() - since[0] > Duration.ofSeconds(4).toNanos();
        });
    return last.get();
  }

  @Test
  @Tag("S10")
  void a_ticket_opens_the_screen_once_and_no_port_listens() throws Exception {
    var ticket = rest.post(machine + "/ticket", Map.of());
    var url = URI.create(console.url().replace("http", "ws") + ticket.text("url"));
    var client = HttpClient.newHttpClient();
    open(client, url).abort();
    Assertions.assertThatThrownBy(() -> open(client, url)).isInstanceOf(CompletionException.class);
    Assertions.assertThat(h1.ssh("ss -Hltn | awk '{print $4}'")).doesNotContain(":59");
  }

  private static WebSocket open(HttpClient client, URI url) {
    return client
        .newWebSocketBuilder()
        .header("Authorization", "Bearer " + console.token())
        .buildAsync(url, new WebSocket.Listener() {})
        .join();
  }

  @Test
  @Tag("S18")
  @Tag("C2")
  void a_terminal_in_the_page_is_a_shell_on_the_host() {
    try (var browser = new Browser(console)) {
      var page = browser.open(host.replace("/v1", "") + "/terminal");
      var terminal = page.locator("st-terminal");
      assertThat(terminal).hasAttribute("data-state", "connected", PATIENT);
      page.keyboard().type("echo $((6 * 7))-$(cat /etc/hostname)\n");
      var rows = page.locator("st-terminal .xterm-rows");
      assertThat(rows).containsText("42-" + h1.ssh("cat /etc/hostname").strip());
      page.setViewportSize(900, 700);
      page.keyboard().type("echo size=$(stty size)=\n");
      assertThat(rows).containsText(Pattern.compile("size=\\d+ \\d\\d="));
      page.keyboard().type("exit\n");
      assertThat(terminal).hasAttribute("data-state", "ended");
      page.locator("[data-test=terminal-again]").click();
      assertThat(terminal).hasAttribute("data-state", "connected", PATIENT);
      Assertions.assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  @Tag("S18")
  @Tag("C2")
  void figures_come_by_themselves_in_the_list_and_in_the_charts() {
    try (var browser = new Browser(console)) {
      var page = browser.open("/hosts");
      var line = page.locator(".st-spark path").first();
      var before = line.getAttribute("d");
      assertThat(line).not().hasAttribute("d", before, A_WHILE);
      assertThat(line).hasAttribute("d", Pattern.compile("M\\d+.*"), A_WHILE);
      browser.open(host.replace("/v1", "") + "/figures");
      var now = page.locator("[data-test=now-memoryUsed]");
      assertThat(now).hasText(Pattern.compile("[0-9.]+ [KMGT]iB"));
      assertThat(page.locator("[data-test=now-cpuPercent]")).hasText(Pattern.compile("[0-9.]+ %"));
      Assertions.assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  @Tag("S18")
  @Tag("C2")
  void the_lists_are_live() {
    try (var browser = new Browser(console)) {
      Page page = browser.open("/containers");
      assertThat(page.getByRole(AriaRole.HEADING).getByText("Containers").first()).isVisible();
      var path = rest.create("containers", Onboarding.container("lively", h1));
      assertThat(page.getByText("lively").first()).isVisible();
      rest.awaitState(path, "running");
      assertThat(page.getByText("running").first()).isVisible();
      rest.delete(path);
      rest.awaitGone(path);
      assertThat(page.getByText("lively")).hasCount(0);
      Assertions.assertThat(browser.complaints()).isEmpty();
    }
  }
}
