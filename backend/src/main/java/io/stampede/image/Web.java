package io.stampede.image;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// What the console fetches of the web: over HTTP and HTTPS only, never from the latter to the
/// former, and with at most five redirects (the JDK's own limit).
public final class Web {
  private static final Duration CONNECT = Duration.ofSeconds(15);
  private static final int MOST_TEXT = 8 << 20;
  private static final int OK = 200;

  private final Duration silence;
  private final HttpClient http =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NORMAL)
          .connectTimeout(CONNECT)
          .build();

  /// @param silence after how long without an answer a server is given up
  public Web(Duration silence) {
    this.silence = silence;
  }

  /// A small text, in UTF-8.
  ///
  /// @throws IOException unless the server has it
  public String text(ImageUrl url) throws IOException, InterruptedException {
    var response = open(HttpRequest.newBuilder(url.uri()));
    try (var body = response.body()) {
      if (response.statusCode() != OK) {
        throw new IOException("the server answered " + response.statusCode());
      }
      var bytes = body.readNBytes(MOST_TEXT + 1);
      if (bytes.length > MOST_TEXT) throw new IOException("it is larger than 8 MiB");
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  HttpResponse<InputStream> open(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(
        request.timeout(silence).header("User-Agent", "Stampede").GET().build(),
        BodyHandlers.ofInputStream());
  }
}
