package io.stampede.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerHttpTest {
  private static DockerHttp.Answer parse(String answer) {
    return DockerHttp.parse(answer, Duration.ofSeconds(5));
  }

  private static Optional<String> version(String head) {
    return switch (parse("HTTP/1.0 200 OK\r\n" + head + "\r\n\r\n[]")) {
      case DockerHttp.Answer.Body(var _, var version) -> version;
      case DockerHttp.Answer.Refused _, DockerHttp.Answer.Silent _ -> throw new AssertionError();
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.0 500 Oops\r\n\r\n{\"ServerVersion\":\"20.10\"}",
        "HTTP/1.0 200 OK\r\n\r\n{\"ServerVersion\":",
        "HTTP/1.0 200 OK\r\nServer: Docker/20.10.24 (linux)\r\n",
        "SSH-2.0-OpenSSH_9.2",
        ""
      })
  void a_docker_that_speaks_nonsense_gave_no_answer(String answer) {
    assertThat(parse(answer))
        .isEqualTo(new DockerHttp.Answer.Silent("no proper answer within 5 s"));
  }

  @Test
  void the_head_of_an_answer_names_the_version() {
    assertThat(version("Api-Version: 1.41\r\nServer: Docker/20.10.24+dfsg1 (linux)\r\nX: y"))
        .contains("20.10.24+dfsg1");
    assertThat(version("server: Libpod/4.3.1")).contains("4.3.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X: y",
        "Server: nginx",
        "Server: Docker/<b>1</b>",
        "X-Server: Docker/20.10",
        "Server: Docker/20.10\u001b[31m"
      })
  void what_is_no_version_is_none(String head) {
    assertThat(version(head)).isEmpty();
  }
}
