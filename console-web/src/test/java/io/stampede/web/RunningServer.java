package io.stampede.web;

import io.stampede.Stampede;
import io.stampede.client.StampedeClient;
import io.stampede.demo.DemoPlaneHost;
import io.stampede.web.fake.FakeBackend;
import io.stampede.web.fake.FakeClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The server on a free port, over the fake or over emulated hosts; shared by all tests of one JVM.
public final class RunningServer {
  /// Made when first asked for.
  private static final class OverFake {
    static final RunningServer SERVER =
        new RunningServer("fake", StampedeWeb.class, FakeBackend.class);
  }

  /// Made when first asked for.
  private static final class OverEmulated {
    static final RunningServer SERVER = new RunningServer("local", StampedeWeb.class);
  }

  private final ConfigurableApplicationContext context;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Path data;

  private RunningServer(String backend, Class<?>... made) {
    try {
      data = Files.createTempDirectory("stampede-web");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    context =
        new SpringApplication(made)
            .run(
                "--server.port=0",
                "--stampede.backend=" + backend,
                "--stampede.demo=true",
                "--stampede.data=" + data);
  }

  public static RunningServer shared() {
    return OverFake.SERVER;
  }

  /// The real backend over emulated hosts.
  public static RunningServer emulated() {
    return OverEmulated.SERVER;
  }

  /// The backend behind it, whichever.
  public StampedeClient backend() {
    return context.getBean(StampedeClient.class);
  }

  /// What a test does to the networks of emulated hosts.
  public DemoPlaneHost networks() {
    return context.getBean(Stampede.class).emulatedNetworks().orElseThrow();
  }

  public FakeClient client() {
    return context.getBean(FakeClient.class);
  }

  public int port() {
    return Integer.parseInt(
        java.util.Objects.requireNonNull(
            context.getEnvironment().getProperty("local.server.port")));
  }

  public String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  public Path tokenFile() {
    return data.resolve("token");
  }

  public String token() {
    try {
      return Files.readString(tokenFile()).strip();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /// A request that carries the token.
  public HttpRequest.Builder request(String path) {
    return bare(path).header("Authorization", "Bearer " + token());
  }

  public HttpRequest.Builder bare(String path) {
    return HttpRequest.newBuilder(URI.create(url(path)));
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public HttpResponse<String> get(String path) {
    return send(request(path));
  }

  public HttpResponse<String> send(String method, String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(json)));
  }

  public static Map<String, Object> json(HttpResponse<String> response) {
    return parse(response.body());
  }

  /// The text at a JSON pointer, as in `/links/next`; empty where there is none.
  public static String text(HttpResponse<String> response, String pointer) {
    return JsonMapper.shared().readTree(response.body()).at(pointer).asString("");
  }

  public static Map<String, Object> parse(String json) {
    return JsonMapper.shared().readValue(json, new TypeReference<Map<String, Object>>() {});
  }
}
