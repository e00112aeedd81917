package io.stampede.web;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.stereotype.Component;

/// Opens the pages once, as a browser does, and ends: what this run loaded and compiled is kept by
/// the JVM (`-XX:AOTCacheOutput`), so that the first person who opens a page need not wait for it.
@Component
@ConditionalOnProperty("stampede.rehearse")
final class Rehearsal implements ApplicationRunner {
  /// Often enough for the JVM to know which methods matter.
  private static final int ROUNDS = 15;

  private static final List<String> PAGES =
      List.of("", "hosts", "hosts/add", "virtualMachines", "containers", "network-map", "tasks");
  private static final Pattern KEY =
      Pattern.compile("\"Vaadin-Security-Key\"\\s*:\\s*\"([^\"]+)\"");

  private static final Pattern UI = Pattern.compile("\"v-uiId\"\\s*:\\s*(\\d+)");

  private final ConfigurableApplicationContext context;
  private final Path token;
  private final HttpClient http =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  Rehearsal(ConfigurableApplicationContext context, WebSettings settings) {
    this.context = context;
    this.token = settings.data().resolve("token");
  }

  @Override
  public void run(ApplicationArguments arguments) throws IOException, InterruptedException {
    get("/login?token=" + Files.readString(token).strip());
    for (int i = 0; i < ROUNDS; i++) {
      for (var page : PAGES) open(page);
      for (var path : List.of("/v1", "/v1/hosts", "/v1/openapi.json", "/assets/tokens.css")) {
        get(path);
      }
    }
    SpringApplication.exit(context);
  }

  /// What the browser asks for before it shows a page.
  private void open(String page) throws IOException, InterruptedException {
    get("/" + page);
    var begun = get("/?v-r=init&location=" + page + "&query=");
    var key = KEY.matcher(begun);
    var ui = UI.matcher(begun);
    if (!key.find() || !ui.find()) {
      throw new IllegalStateException("no page begins with " + begun);
    }
    var body =
        """
        {"csrfToken":"%s","rpc":[{"type":"event","node":1,"event":"ui-navigate","data":{"route":"/%s",\
        "query":"","appShellTitle":"","historyState":{"idx":0},"trigger":""}}],"syncId":0,"clientId":0}\
        """
            .formatted(key.group(1), page);
    post("/?v-r=uidl&v-uiId=" + ui.group(1), body);
  }

  private String get(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(at(path)).header("Accept", "text/html").build();
    return http.send(request, BodyHandlers.ofString()).body();
  }

  private void post(String path, String body) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(at(path))
            .header("Content-Type", "application/json; charset=UTF-8")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    var answer = http.send(request, BodyHandlers.ofString());
    if (!answer.body().contains("changes")) {
      throw new IllegalStateException(path + " was answered " + answer.body());
    }
  }

  private URI at(String path) {
    var port = context.getEnvironment().getRequiredProperty("local.server.port");
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
