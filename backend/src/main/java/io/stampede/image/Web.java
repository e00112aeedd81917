package io.stampede.image;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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

  /// A small text, in UTF-8. A server that sends it more and more slowly is given up, too.
  ///
  /// @throws IOException unless the server has it
  public String text(ImageUrl url) throws IOException, InterruptedException {
    var asked =
        http.sendAsync(
            get(HttpRequest.newBuilder(url.uri())),
            BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MOST_TEXT));
    try {
      var response = asked.get(silence.multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() == OK) return response.body();
      throw new IOException("the server answered " + response.statusCode());
    } catch (TimeoutException _) {
      throw new IOException("the server says nothing more");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e);
    } finally {
      asked.cancel(true);
    }
  }

  /// Headers come in time or not at all; whoever reads the body watches it.
  HttpResponse<InputStream> open(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(get(request), BodyHandlers.ofInputStream());
  }

  private HttpRequest get(HttpRequest.Builder request) {
    return request.timeout(silence).header("User-Agent", "Stampede").GET().build();
  }
}
