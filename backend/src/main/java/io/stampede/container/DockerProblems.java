package io.stampede.container;

import com.github.dockerjava.api.exception.DockerException;
import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/// What Docker's refusals mean, and whether trying again helps. Docker has no codes beyond the HTTP
/// status: its words are all there is to go by.
final class DockerProblems {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_WORDS = 400;

  private DockerProblems() {}

  /// Docker's own words: the `message` of the body, printable and short.
  static String words(DockerException e) {
    var text = String.valueOf(e.getMessage());
    int body = text.indexOf('{');
    if (body >= 0) {
      try {
        var message = JSON.readTree(text.substring(body)).path("message");
        if (message.isString()) text = message.asString();
      } catch (JacksonException _) {
        // not JSON: as it is
      }
    }
    return plain(text);
  }

  static String plain(String text) {
    var one = text.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ").strip();
    return one.length() > MAX_WORDS ? one.substring(0, MAX_WORDS) + " …" : one;
  }

  /// A refusal that has no meaning of its own where it came up.
  static Problem of(DockerException e, String host) {
    var words = words(e);
    if (isFull(words)) return noSpace(host, words);
    return Problem.host(
        "docker-error",
        "Docker of %s refused (status %d): %s".formatted(host, e.getHttpStatus(), words),
        "look at its log there: journalctl -u docker");
  }

  /// A refusal of a step.
  static Outcome outcome(DockerException e, ContainerName name, String host) {
    var words = words(e);
    var lower = words.toLowerCase(Locale.ROOT);
    if (isFull(words)) return Outcome.stuck(noSpace(host, words));
    if (lower.contains("network") && lower.contains("not found")) {
      return Outcome.stuck(
          Problem.request(
              "no-such-network",
              "%s has no such Docker network: %s".formatted(host, words),
              "make it there, or remove %s and name another".formatted(name)));
    }
    if (lower.contains("port is already allocated") || lower.contains("address already in use")) {
      return Outcome.stuck(
          Problem.request("port-taken", "%s: %s".formatted(host, words), "choose another port"));
    }
    if (isCommand(lower)) {
      return Outcome.stuck(
          Problem.request(
              "cannot-start",
              "Docker of %s cannot start %s: %s".formatted(host, name, words),
              "remove %s and make it with another command, user or folder".formatted(name)));
    }
    return e.getHttpStatus() == 400
        ? Outcome.stuck(
            Problem.request(
                "refused-by-docker",
                "Docker of %s does not accept %s: %s".formatted(host, name, words),
                "remove %s and make it as Docker wants it".formatted(name)))
        : Outcome.again(of(e, host));
  }

  /// Whether a call was refused for what it was to bring about is the case already.
  static boolean isAlreadySo(DockerException e) {
    var words = words(e).toLowerCase(Locale.ROOT);
    return words.contains("is not running")
        || words.contains("is not paused")
        || words.contains("is already paused")
        || words.contains("is already in progress");
  }

  private static boolean isCommand(String lower) {
    return lower.contains("executable file not found")
        || lower.contains("oci runtime create failed")
        || lower.contains("unable to find user")
        || lower.contains("not a directory")
        || lower.contains("no such file or directory");
  }

  private static boolean isFull(String words) {
    return words.toLowerCase(Locale.ROOT).contains("no space left on device");
  }

  private static Problem noSpace(String host, String words) {
    return Problem.capacity(
        "no-space",
        "the disk of %s is full: %s".formatted(host, words),
        "free space there (docker system df), or choose another host");
  }

  /// @param words what Docker or the registry said
  static Problem noSuchImage(ImageRef image, String host, String words) {
    if (isFull(words)) return noSpace(host, words);
    return Problem.request(
        "no-such-image",
        "%s does not have %s and cannot pull it: %s".formatted(host, image, words),
        "check the name; bring it to the host (docker load), or let the host reach the registry,"
            + " then retry");
  }
}
