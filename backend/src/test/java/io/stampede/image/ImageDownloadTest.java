package io.stampede.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class ImageDownloadTest {
  private static final String ID = "im-7k2m9q4ta3";

  /// What the server does with a request.
  private interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  @TempDir Path folder;
  private HttpServer server;
  private volatile Answer answer = ImageDownloadTest::whole;
  private final List<String> ranges = new ArrayList<>();

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          ranges.add(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
          try (exchange) {
            answer.to(exchange);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private ImageUrl url() {
    return new ImageUrl(
        "http://127.0.0.1:%d/debian.qcow2".formatted(server.getAddress().getPort()));
  }

  private Outcome run(ImageStore store) {
    return run(store, Optional.empty());
  }

  private Outcome run(ImageStore store, Optional<Checksum> checksum) {
    var spec = new ImageSpec(new ImageName("debian"), Optional.of(url()), checksum);
    return new ImageDownload(store, Duration.ofMillis(500)).run(ID, spec, url());
  }

  private ImageStore store() {
    return new ImageStore(folder.resolve("images"));
  }

  private static void whole(HttpExchange exchange) throws IOException {
    var bytes = ImageStoreTest.qcow2();
    exchange.getResponseHeaders().set("ETag", "\"v1\"");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /// Promises everything and hangs up in the middle.
  private static void half(HttpExchange exchange) throws IOException {
    var bytes = ImageStoreTest.qcow2();
    exchange.getResponseHeaders().set("ETag", "\"v1\"");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
    exchange.getResponseBody().flush();
  }

  private static void rest(HttpExchange exchange) throws IOException {
    var bytes = ImageStoreTest.qcow2();
    var range = exchange.getRequestHeaders().getFirst("Range");
    int from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes %d-%d/%d".formatted(from, bytes.length - 1, bytes.length));
    exchange.sendResponseHeaders(206, bytes.length - from);
    exchange.getResponseBody().write(Arrays.copyOfRange(bytes, from, bytes.length));
  }

  private void assertWhole() throws IOException {
    assertThat(store().find(ID).orElseThrow().file()).hasBinaryContent(ImageStoreTest.qcow2());
    assertThat(store().downloaded(ID)).isZero();
  }

  private static Problem again(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Again.class);
    return ((Outcome.Again) outcome).problem();
  }

  private static Problem stuck(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Stuck.class);
    return ((Outcome.Stuck) outcome).problem();
  }

  @Test
  void an_image_is_fetched_once() throws IOException {
    assertThat(run(store())).isEqualTo(Outcome.done());
    assertThat(run(store())).isEqualTo(Outcome.done());
    assertWhole();
    assertThat(ranges).containsExactly("null");
  }

  @Test
  void a_download_that_was_cut_off_goes_on_where_it_ended() throws IOException {
    answer = ImageDownloadTest::half;
    assertThat(again(run(store())).code()).isEqualTo("download-failed");
    assertThat(store().downloaded(ID)).isEqualTo(33_000);
    answer = ImageDownloadTest::rest;
    assertThat(run(store())).isEqualTo(Outcome.done());
    assertWhole();
    assertThat(ranges).containsExactly("null", "bytes=33000-");
  }

  @Test
  void a_file_that_changed_underway_is_fetched_from_the_start() throws IOException {
    answer = ImageDownloadTest::half;
    again(run(store()));
    answer = ImageDownloadTest::whole;
    assertThat(run(store())).isEqualTo(Outcome.done());
    assertWhole();
  }

  @Test
  void a_server_that_answers_another_range_is_not_believed() throws IOException {
    answer = ImageDownloadTest::half;
    again(run(store()));
    answer =
        exchange -> {
          exchange.getResponseHeaders().set("Content-Range", "bytes 5-9/66000");
          exchange.sendResponseHeaders(206, 5);
          exchange.getResponseBody().write(new byte[5]);
        };
    again(run(store()));
    answer = ImageDownloadTest::whole;
    assertThat(run(store())).isEqualTo(Outcome.done());
    assertWhole();
  }

  @Test
  void a_server_that_falls_silent_is_given_up() {
    answer =
        exchange -> {
          half(exchange);
          try {
            Thread.sleep(Duration.ofSeconds(15));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    assertThat(again(run(store())).code()).isEqualTo("download-failed");
  }

  @Test
  void a_redirect_is_followed() throws IOException {
    answer =
        exchange -> {
          if (exchange.getRequestURI().getPath().equals("/mirror")) {
            whole(exchange);
          } else {
            exchange.getResponseHeaders().set("Location", "/mirror");
            exchange.sendResponseHeaders(302, -1);
          }
        };
    assertThat(run(store())).isEqualTo(Outcome.done());
    assertWhole();
  }

  @Test
  void a_file_that_is_not_there_is_told_at_once() {
    answer = exchange -> exchange.sendResponseHeaders(404, -1);
    var problem = stuck(run(store()));
    assertThat(problem.code()).isEqualTo("download-refused");
    assertThat(problem.message()).contains("404", "no such file");
  }

  @Test
  void a_server_in_trouble_is_asked_again() {
    answer = exchange -> exchange.sendResponseHeaders(503, -1);
    assertThat(again(run(store())).message()).contains("503");
  }

  @Test
  void a_server_that_is_not_there_is_asked_again() {
    server.stop(0);
    assertThat(again(run(store())).code()).isEqualTo("download-failed");
  }

  @Test
  void a_checksum_that_does_not_match_keeps_nothing() throws IOException {
    var problem = stuck(run(store(), Optional.of(new Checksum("00".repeat(64)))));
    assertThat(problem.code()).isEqualTo("checksum-mismatch");
    assertThat(problem.message()).contains("SHA-512");
    assertThat(store().find(ID)).isEmpty();
    assertThat(store().downloaded(ID)).isZero();
  }

  private Outcome runWithList(String name) {
    var list = new ImageUrl(url().value().replace("debian.qcow2", name));
    var spec =
        new ImageSpec(
            new ImageName("debian"),
            Optional.of(url()),
            Optional.empty(),
            Optional.of(list),
            Care.USUAL);
    return new ImageDownload(store(), Duration.ofMillis(500)).run(ID, spec, url());
  }

  @Test
  void the_publishers_list_of_checksums_is_heeded() throws IOException {
    var sum = ImageStoreTest.sha256(folder, ImageStoreTest.qcow2());
    answer =
        exchange -> {
          var path = exchange.getRequestURI().getPath();
          if (!path.startsWith("/SUMS")) whole(exchange);
          else if (path.endsWith("gone")) exchange.sendResponseHeaders(404, -1);
          else {
            var hex = path.endsWith("wrong") ? "00".repeat(32) : sum;
            var name = path.endsWith("other") ? "other.qcow2" : "debian.qcow2";
            var text = (hex + "  " + name + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
          }
        };
    assertThat(stuck(runWithList("SUMS.other")).code()).isEqualTo("no-checksum");
    assertThat(again(runWithList("SUMS.gone")).message()).contains("404");
    assertThat(store().downloaded(ID)).isZero();
    assertThat(stuck(runWithList("SUMS.wrong")).code()).isEqualTo("checksum-mismatch");
    assertThat(store().find(ID)).isEmpty();
    assertThat(runWithList("SUMS")).isEqualTo(Outcome.done());
    assertWhole();
  }
}
