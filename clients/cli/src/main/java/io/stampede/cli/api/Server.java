package io.stampede.cli.api;

import io.stampede.cli.json.Json;
import io.stampede.cli.json.JsonObject;
import io.stampede.cli.json.JsonSyntax;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.LongConsumer;

/// One server and the right to use it. Every call blocks and ends in an answer or a [Failure].
///
/// It goes through `HttpURLConnection`: a run with one request costs a quarter of the processor
/// time that it does with `java.net.http.HttpClient`, which starts threads and a selector.
public final class Server {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);

  /// The server says a word at least every 15 s (a ping); a link that is silent for longer is dead.
  private static final Duration SILENCE = Duration.ofSeconds(40);

  private final URI base;
  private final String token;

  /// @param token may be empty: then the server will say that it wants one
  public Server(URI base, String token) {
    this.base = base;
    this.token = token;
  }

  /// An answer that is not a failure.
  public record Answer(int status, String body, Optional<String> etag) {
    public JsonObject json() {
      return body.isBlank() ? JsonObject.EMPTY : Json.parseObject(body);
    }
  }

  public URI base() {
    return base;
  }

  /// Where a browser shows a machine's screen.
  public String screenPage(Kind kind, String id) {
    return base + "/" + kind.plural() + "/" + encoded(id) + "/screen";
  }

  /// A value for a path or a query.
  public static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  public JsonObject get(String path) {
    return json(send("GET", path, Map.of(), ""), path);
  }

  /// Answers 304 where the server's copy has this tag.
  Answer getIfChanged(String path, String etag) {
    return send("GET", path, etag.isEmpty() ? Map.of() : Map.of("If-None-Match", etag), "");
  }

  public JsonObject post(String path, JsonObject body) {
    var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
    return json(send("POST", path, key, Json.compact(body)), path);
  }

  public JsonObject put(String path, JsonObject body) {
    return json(send("PUT", path, Map.of(), Json.compact(body)), path);
  }

  public JsonObject delete(String path) {
    return json(send("DELETE", path, Map.of(), ""), path);
  }

  private JsonObject json(Answer answer, String path) {
    try {
      return answer.json();
    } catch (JsonSyntax e) {
      throw notStampede(path, String.valueOf(e.getMessage()));
    }
  }

  Failure notStampede(String path, String why) {
    return Failure.of(
        Exit.FAILED,
        "%s%s did not answer as a Stampede server does: %s".formatted(base, path, why),
        "check the address: `stampede login URL`, STAMPEDE_URL or --server");
  }

  private Answer send(String method, String path, Map<String, String> headers, String body) {
    HttpURLConnection link = null;
    try {
      link = open(method, path, ANSWER);
      headers.forEach(link::setRequestProperty);
      if (!body.isEmpty()) {
        link.setRequestProperty("Content-Type", "application/json");
        link.setDoOutput(true);
        link.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
      }
      return answer(link);
    } catch (IOException e) {
      throw unreachable(e, method + " " + path);
    }
  }

  private Answer answer(HttpURLConnection link) throws IOException {
    int status = checked(link);
    if (status == 304) return new Answer(status, "", Optional.empty());
    try (var in = link.getInputStream()) {
      var body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new Answer(status, body, Optional.ofNullable(link.getHeaderField("ETag")));
    }
  }

  /// A stream that goes on: log lines, events.
  ///
  /// @param accept the media type that is wanted
  /// @param pings whether the server is never silent for long, so that silence means a dead link
  public InputStream stream(String path, String accept, boolean pings) {
    try {
      var link = open("GET", path, pings ? SILENCE : Duration.ZERO);
      link.setRequestProperty("Accept", accept);
      checked(link);
      return link.getInputStream();
    } catch (IOException e) {
      throw unreachable(e, "GET " + path);
    }
  }

  /// Opens a WebSocket.
  ///
  /// @param path with its query, as a ticket names it
  public WebSocket socket(String path, WebSocket.Listener listener) {
    var url = URI.create(base.toString().replaceFirst("^http", "ws") + path);
    var client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
    try {
      return client
          .newWebSocketBuilder()
          .header("Authorization", "Bearer " + token)
          .buildAsync(url, listener)
          .join();
    } catch (CompletionException e) {
      throw Failure.of(
          Exit.NO_CONNECTION,
          "%s could not be opened: %s".formatted(path.replaceFirst("\\?.*", ""), e.getMessage()),
          "try again; a ticket is good for one opening");
    }
  }

  /// Sends a file as the body.
  ///
  /// @param sent is told the number of bytes that have gone
  public JsonObject upload(String path, Path file, LongConsumer sent) {
    try (var in = Files.newInputStream(file)) {
      var link = open("PUT", path, Duration.ZERO);
      link.setRequestProperty("Content-Type", "application/octet-stream");
      link.setDoOutput(true);
      link.setFixedLengthStreamingMode(Files.size(file));
      try (var out = link.getOutputStream()) {
        var buffer = new byte[1 << 16];
        long count = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          out.write(buffer, 0, n);
          sent.accept(count += n);
        }
      }
      return json(answer(link), path);
    } catch (HttpRetryException e) {
      throw Failure.ofAnswer(e.responseCode(), JsonObject.EMPTY, "PUT " + base + path);
    } catch (IOException e) {
      throw unreachable(e, "PUT " + path);
    }
  }

  private HttpURLConnection open(String method, String path, Duration patience) throws IOException {
    var link = (HttpURLConnection) URI.create(base + path).toURL().openConnection();
    link.setRequestMethod(method);
    // A redirect could carry the token to somebody else.
    link.setInstanceFollowRedirects(false);
    link.setConnectTimeout((int) CONNECT.toMillis());
    link.setReadTimeout((int) patience.toMillis());
    link.setRequestProperty("Accept", "application/json");
    link.setRequestProperty("User-Agent", "stampede-cli");
    if (!token.isEmpty()) link.setRequestProperty("Authorization", "Bearer " + token);
    return link;
  }

  private int checked(HttpURLConnection link) throws IOException {
    int status = link.getResponseCode();
    if (status == 304 || status >= 200 && status < 300) return status;
    var where = link.getRequestMethod() + " " + link.getURL();
    if (status >= 300 && status < 400) {
      throw notStampede(link.getURL().getPath(), "it points to " + link.getHeaderField("Location"));
    }
    var problem = JsonObject.EMPTY;
    try (var in = link.getErrorStream()) {
      if (in != null) {
        problem = Json.parseObject(new String(in.readNBytes(1 << 20), StandardCharsets.UTF_8));
      }
    } catch (JsonSyntax e) {
      // Something between us and the server speaks: only its status is known.
      problem = JsonObject.EMPTY;
    }
    throw Failure.ofAnswer(status, problem, where);
  }

  private Failure unreachable(IOException e, String doing) {
    var why =
        switch (e) {
          case UnknownHostException u -> "the name " + u.getMessage() + " is not known";
          case ConnectException _ -> "nothing listens there";
          case SocketTimeoutException _ -> "no answer in time";
          default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    return Failure.of(
        Exit.NO_CONNECTION,
        "no connection to %s (%s): %s".formatted(base, doing, why),
        "start the console with `./stampede web`, or name another one with `stampede login URL`,"
            + " STAMPEDE_URL or --server");
  }
}
