package io.stampede.onboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;

/// The reference of all checks, as `docs/checks.md` has it. When a check changes, the test that
/// compares the two fails; `target/checks.md` is the new text.
final class CheckReference {
  private static final String INTRODUCTION =
      """
      # What is checked before a host is added

      Each machine that may become a host is looked at from all sides first; nothing is changed by that.
      What *must* be right keeps it from being added. What *should* be right costs something when it is
      not. A *note* is worth knowing. Every check can be tried again; where a fix is named, the console
      can do it on demand (as root, or with sudo), and shows the commands before. Fixes are changes of
      yours: they stay when the host is removed.

      """;

  private CheckReference() {}

  static String text() throws IOException {
    var text =
        INTRODUCTION
            + Checks.ALL.stream().map(CheckReference::entry).collect(Collectors.joining("\n"));
    Files.createDirectories(Path.of("target"));
    Files.writeString(Path.of("target", "checks.md"), text);
    return text;
  }

  private static String entry(Check check) {
    var fix = check.fix().map(f -> "\nFix: %s.\n\n%s\n".formatted(f.title(), calls(f))).orElse("");
    return "## `%s`\n\n**%s**, %s. %s\n%s"
        .formatted(
            check.word(),
            check.title(),
            check.severity().name().toLowerCase(Locale.ROOT),
            check.why(),
            fix);
  }

  private static String calls(Fix fix) {
    return fix.calls().stream().map(call -> "    " + call).collect(Collectors.joining("\n"));
  }
}
