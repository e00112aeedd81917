package io.stampede.web.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import io.stampede.web.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/// A page of a real browser for each test. Whatever the page complains about in its console, and
/// whatever it asks of another server, fails the test.
abstract class InBrowser {
  private static Playwright playwright;
  private static Browser browser;

  private final RunningServer server;
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  Page page;

  InBrowser(RunningServer server) {
    this.server = server;
  }

  @BeforeAll
  static void start() {
    var options =
        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
    playwright = Playwright.create(options);
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of("/usr/bin/chromium"))
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  @AfterAll
  static void stop() {
    browser.close();
    playwright.close();
  }

  /// Logs in, and waits until the first page is there.
  @BeforeEach
  void openPage() {
    page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1400, 900));
    page.setDefaultTimeout(60_000);
    page.onConsoleMessage(m -> {
      boolean ofThisTest = m.text().startsWith("Canvas2D: Multiple readback");
      if (List.of("error", "warning").contains(m.type()) && !ofThisTest) complaints.add(m.text());
    });
    page.onPageError(complaints::add);
    page.onRequest(r -> {
      boolean ours = r.url().startsWith(server.url("/")) || r.url().matches("(data|blob):.*");
      if (!ours) complaints.add("foreign: " + r.url());
    });
    page.navigate(server.url("/login?token=" + server.token()));
    page.waitForURL(server.url("/"));
    com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat(page.locator(".st-title"))
        .hasText("Overview");
  }

  @AfterEach
  void closePage() {
    page.close();
    assertThat(complaints).isEmpty();
  }

  Locator test(String name) {
    return page.locator("[data-test='" + name + "']");
  }

  void scheme(String scheme) {
    page.emulateMedia(
        new Page.EmulateMediaOptions()
            .setColorScheme(ColorScheme.valueOf(scheme.toUpperCase(Locale.ROOT))));
  }

  /// Rules of WCAG 2.1 A and AA, as far as a program can check them.
  void assertAccessible() throws IOException {
    page.evaluate(axe());
    var found =
        page.evaluate(
            """
            async () => (await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']}))
              .violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ') + ' ' + n.failureSummary).slice(0, 3).join(' | '))\
            """);
    assertThat((List<?>) found).isEmpty();
  }

  private static String axe() throws IOException {
    return Files.readString(Path.of("node_modules", "axe-core", "axe.min.js"));
  }
}
