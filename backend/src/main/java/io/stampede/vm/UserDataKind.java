package io.stampede.vm;

import io.stampede.metadata.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What user data looks like, and what is plainly wrong with it. Never says what is in it: that may
/// be secret.
///
/// Sources: “User-Data Formats” of cloud-init's documentation; Ignition's configuration
/// specifications.
///
/// @param words for people
/// @param fault empty when nothing is seen to be wrong
record UserDataKind(String words, Optional<String> fault) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// A line of a mapping that begins at the margin: a key, an item of a list, a comment, the ends
  /// of a document or of brackets.
  private static final Pattern AT_MARGIN =
      Pattern.compile(
          "(\"[^\"]*\"|'[^']*'|[^\\s#\\-{}\\[\\]'\"][^:]*(:\\S[^:]*)*)\\s*:(\\s.*)?|-(\\s.*)?|#.*|---.*|\\.\\.\\..*|[}\\]].*");

  private static final List<String> OF_CLOUD_INIT =
      List.of(
          "#include", "#cloud-boothook", "#cloud-config-archive", "#part-handler", "## template:");

  static UserDataKind of(Bytes bytes) {
    var text = bytes.text();
    var size = ", %d bytes".formatted(bytes.size());
    if (isGzip(bytes)) return good("compressed" + size);
    if (text.startsWith("#!")) return new UserDataKind("a script" + size, script(text));
    if (text.startsWith("#cloud-config\n") || text.startsWith("#cloud-config\r\n")) {
      return new UserDataKind("cloud-config" + size, cloudConfig(text));
    }
    if (OF_CLOUD_INIT.stream().anyMatch(text::startsWith) || isMultipart(text)) {
      return good("for cloud-init" + size);
    }
    if (text.stripLeading().startsWith("{") && text.contains("\"ignition\"")) {
      return new UserDataKind("Ignition" + size, ignition(text));
    }
    return good("of no known kind" + size + ": images may pass over it");
  }

  private static UserDataKind good(String words) {
    return new UserDataKind(words, Optional.empty());
  }

  private static boolean isGzip(Bytes bytes) {
    if (bytes.size() < 2) return false;
    var all = bytes.toArray();
    return all[0] == 0x1f && (all[1] & 0xff) == 0x8b;
  }

  private static boolean isMultipart(String text) {
    return text.startsWith("Content-Type: multipart/") || text.startsWith("MIME-Version:");
  }

  private static Optional<String> script(String text) {
    var first = text.lines().findFirst().orElse("");
    if (!first.substring(2).strip().startsWith("/")) {
      return Optional.of("line 1: #! is followed by the path of an interpreter, as #!/bin/sh");
    }
    return text.startsWith(first + "\r")
        ? Optional.of("line 1: ends in CR LF, so its interpreter is not found; use plain line ends")
        : Optional.empty();
  }

  /// What YAML never allows. Whether cloud-init knows the keys is its own matter.
  private static Optional<String> cloudConfig(String text) {
    int number = 0;
    boolean isFree = false; // within brackets, quotes or a block of text, lines begin anywhere
    for (var line : text.lines().toList()) {
      number++;
      if (line.isBlank()) continue;
      var indent = line.substring(0, line.length() - line.stripLeading().length());
      if (indent.indexOf('\t') >= 0 && !isFree) {
        return Optional.of("line %d: is indented by a tab; YAML wants blanks".formatted(number));
      }
      if (!indent.isEmpty()) continue;
      if (!isFree && !AT_MARGIN.matcher(line).matches()) {
        return Optional.of("line %d: is neither “key: value” nor “- item”".formatted(number));
      }
      isFree = line.strip().matches(".*([|>][+-]?\\d?|[\\[{,]|[\"'][^\"']*)");
    }
    return Optional.empty();
  }

  private static Optional<String> ignition(String text) {
    try {
      var version = JSON.readTree(text).path("ignition").path("version").asString("");
      return version.isEmpty()
          ? Optional.of("Ignition wants ignition.version, as 3.4.0")
          : Optional.empty();
    } catch (JacksonException e) {
      return Optional.of(
          "line %d: is not JSON".formatted(Math.max(1, e.getLocation().getLineNr())));
    }
  }
}
