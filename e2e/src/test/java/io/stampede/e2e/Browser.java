package io.stampede.e2e;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A real browser, logged in to a console; remembers what went wrong in the page.
final class Browser implements AutoCloseable {
  private final Playwright playwright;
  private final com.microsoft.playwright.Browser browser;
  private final List<String> complaints = new ArrayList<>();
  private final Page page;
  private final Console console;

  Browser(Console console) {
    this.console = console;
    this.playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    this.browser =
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
    this.page = browser.newPage();
    page.setViewportSize(1400, 900);
    page.setDefaultTimeout(30_000);
    page.onPageError(error -> complaints.add("error: " + error));
    page.onRequest(request -> {
      var to = request.url();
      boolean ours =
          to.startsWith(console.url()) || to.startsWith("data:") || to.startsWith("blob:");
      if (!ours) complaints.add("foreign request: " + to);
    });
    page.navigate(console.url() + "/login?token=" + console.token());
    // Logging in leads on by itself, and would lead away from the page that is opened next.
    page.waitForURL(console.url() + "/");
  }

  Page open(String path) {
    page.navigate(console.url() + path);
    return page;
  }

  /// Errors in the page's scripts, and requests to anybody else.
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
