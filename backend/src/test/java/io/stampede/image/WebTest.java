package io.stampede.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WebTest {
  private final Web web = new Web(Duration.ofMillis(500));
  private final CountDownLatch over = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            boolean stalls = exchange.getRequestURI().getPath().equals("/stalls");
            exchange.sendResponseHeaders(200, stalls ? 1000 : 0);
            exchange.getResponseBody().write("some".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            if (stalls) over.await();
            if (exchange.getRequestURI().getPath().equals("/long")) {
              for (int i = 0; i < 9; i++) exchange.getResponseBody().write(new byte[1 << 20]);
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
  }

  private String read(String path) throws IOException, InterruptedException {
    return web.text(
        new ImageUrl("http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), path)));
  }

  @Test
  void a_small_text_is_read_whole() throws Exception {
    assertThat(read("short")).isEqualTo("some");
  }

  @Test
  void a_server_that_stalls_in_the_middle_is_given_up() {
    assertThatIOException().isThrownBy(() -> read("stalls")).withMessageContaining("nothing more");
  }

  @Test
  void what_is_too_long_is_not_read() {
    assertThatIOException().isThrownBy(() -> read("long"));
  }
}
