package io.stampede.cli.command;

import io.stampede.cli.api.Exit;
import io.stampede.cli.api.Failure;
import io.stampede.cli.show.Terminal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// What an option's value stands for: `@FILE` is what is in the file, `@-` what is piped in, `@@x`
/// the text `@x`, and all else itself.
record ValueSource(Terminal terminal) {
  String text(String option, String value) {
    if (!value.startsWith("@")) return value;
    if (value.startsWith("@@")) return value.substring(1);
    try {
      if (value.equals("@-")) {
        return new String(terminal.in().readAllBytes(), StandardCharsets.UTF_8);
      }
      return Files.readString(Path.of(value.substring(1)));
    } catch (NoSuchFileException e) {
      throw unreadable(option, "there is no file " + e.getMessage());
    } catch (CharacterCodingException e) {
      throw unreadable(option, value.substring(1) + " is not text in UTF-8");
    } catch (IOException e) {
      throw unreadable(option, value.substring(1) + " cannot be read: " + e.getMessage());
    }
  }

  /// For what may be any bytes: a file that is no text becomes `data:;base64,…`.
  String bytes(String option, String value) {
    if (!value.startsWith("@") || value.startsWith("@@")) return text(option, value);
    try {
      var bytes =
          value.equals("@-")
              ? terminal.in().readAllBytes()
              : Files.readAllBytes(Path.of(value.substring(1)));
      return ofBytes(bytes);
    } catch (NoSuchFileException e) {
      throw unreadable(option, "there is no file " + e.getMessage());
    } catch (IOException e) {
      throw unreadable(option, value.substring(1) + " cannot be read: " + e.getMessage());
    }
  }

  private static String ofBytes(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      return "data:;base64," + Base64.getEncoder().encodeToString(bytes);
    }
  }

  /// Without the line break that ends a file.
  String line(String option, String value) {
    var text = text(option, value);
    return value.startsWith("@") ? text.replaceFirst("\\R\\z", "") : text;
  }

  /// Of a file each line that is not blank.
  List<String> lines(String option, List<String> values) {
    var lines = new ArrayList<String>();
    for (var value : values) {
      if (value.startsWith("@") && !value.startsWith("@@")) {
        text(option, value).lines().filter(line -> !line.isBlank()).forEach(lines::add);
      } else {
        lines.add(text(option, value));
      }
    }
    return lines;
  }

  private static Failure unreadable(String option, String why) {
    return Failure.of(Exit.USAGE, option + ": " + why, "a value that begins with @ is written @@");
  }
}
