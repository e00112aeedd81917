package io.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The REST API as a program uses it.
record Rest(String url, String token) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  record Answer(int status, JsonNode json) {
    String text(String field) {
      return json.path(field).asString("");
    }

    /// The field at fault, as `name: not-unique`.
    String error() {
      var first = json.path("errors").path(0);
      return first.path("field").asString("") + ": " + first.path("code").asString("");
    }
  }

  static boolean isUp(String url) {
    try {
      var request = HttpRequest.newBuilder(URI.create(url + "/v1/health")).build();
      return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  Answer get(String path) {
    return send(request(path).GET());
  }

  Answer post(String path, Map<String, ?> body) {
    return post(path, JSON.writeValueAsString(body));
  }

  Answer post(String path, String body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  Answer put(String path, Map<String, ?> body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  Answer delete(String path) {
    return send(request(path).DELETE());
  }

  Answer upload(String path, Path file) {
    try {
      return send(
          request(path)
              .header("Content-Type", "application/octet-stream")
              .PUT(BodyPublishers.ofFile(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String text(String path) {
    return exchange(request(path).GET()).body();
  }

  /// Makes a resource and gives its path.
  String create(String plural, Map<String, ?> fields) {
    var made = post("/v1/" + plural, fields);
    assertThat(made.status()).as(made.json().toPrettyString()).isEqualTo(201);
    return "/v1/" + plural + "/" + made.text("id");
  }

  Answer act(String path, String action) {
    return act(path, action, Map.of());
  }

  Answer act(String path, String action, Map<String, ?> input) {
    var answer = post(path + "?action=" + action, input);
    assertThat(answer.status()).as(answer.json().toPrettyString()).isEqualTo(202);
    return answer;
  }

  /// Waits until a resource is in a state and no longer on its way to another.
  Answer awaitState(String path, String state) {
    var last = new Answer[1];
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> {
          last[0] = get(path);
          assertThat(last[0].text("state"))
              .as(() -> last[0].json().toPrettyString())
              .isEqualTo(state);
        });
    return last[0];
  }

  void awaitGone(String path) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> assertThat(get(path).status()).isEqualTo(404));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(Duration.ofSeconds(60))
        .header("Accept", "application/json")
        .header("Authorization", "Bearer " + token);
  }

  private static Answer send(HttpRequest.Builder request) {
    var response = exchange(request);
    var body = response.body().isBlank() ? "{}" : response.body();
    return new Answer(response.statusCode(), JSON.readTree(body));
  }

  private static HttpResponse<String> exchange(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
