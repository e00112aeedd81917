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

  private static Console console;
  private static Rest rest;
  private static String machine;
  private static LabHost h1;

  @BeforeAll
  static void start(@TempDir Path folder, @Host("h1") LabHost host) {
    h1 = host;
    console = Console.start(folder.resolve("data"));
    rest = console.rest();
    Onboarding.add(rest, h1);
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
          .atMost(Duration.ofSeconds(20))
          .until(() -> !Arrays.equals(canvas.screenshot(), settled));
      Assertions.assertThat(browser.complaints()).isEmpty();
    }
  }

  /// Waits until the guest has come up and its screen stands still.
  private static byte[] settled(Locator canvas) {
    var last = new AtomicReference<>(canvas.screenshot());
    var since = new long[] {System.nanoTime()};
    await()
        .atMost(Duration.ofSeconds(60))
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
