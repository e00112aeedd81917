package io.stampede.cli;

import io.stampede.cli.api.Kind;
import io.stampede.cli.api.Schemas;
import io.stampede.cli.api.Words;
import io.stampede.cli.command.Fixed;
import io.stampede.cli.show.Text;
import java.util.LinkedHashMap;
import java.util.Map;

/// `stampede --help`, from what is on this machine alone.
record RootHelp(Schemas schemas) {
  private static final String HEAD =
      """
      Usage: stampede [--server URL] COMMAND …

      One console for the virtual machines and Docker containers of every Linux host
      that is reachable over SSH.

      """;

  private static final String TAIL =
      """

      Options
        --server URL  The server to speak to (else STAMPEDE_URL, else that of `login`).
        -h, --help    Shows help; also after each command.
        --version     Shows the version.

      Exit codes
        0 done · 1 failed · 2 wrong command line · 3 not found · 4 refused
        5 no connection · 6 not authorized
      """;

  String text() {
    var out = new StringBuilder(HEAD);
    out.append("Kinds: stampede KIND list|get|create|update|delete|logs|tasks|ACTION …\n");
    if (schemas.kinds().isEmpty()) {
      out.append("  They are the server's; it was not asked yet: `stampede kinds`.\n");
    } else {
      lines(out, kinds());
    }
    out.append("\nCommands\n");
    var commands = new LinkedHashMap<String, String>();
    for (var fixed : Fixed.values()) {
      commands.put((fixed.word() + " " + fixed.parameters()).strip(), fixed.summary());
    }
    lines(out, commands);
    return out.append(TAIL).toString();
  }

  private Map<String, String> kinds() {
    var lines = new LinkedHashMap<String, String>();
    for (var kind : schemas.kinds()) lines.put(called(kind), Text.safe(firstSentence(kind)));
    return lines;
  }

  private String called(Kind kind) {
    var initials = schemas.shortWord(kind);
    return initials.isEmpty()
        ? Words.kebab(kind.name())
        : Words.kebab(kind.name()) + ", " + initials;
  }

  private static String firstSentence(Kind kind) {
    int end = kind.help().indexOf(". ");
    return end < 0 ? kind.help() : kind.help().substring(0, end + 1);
  }

  private static void lines(StringBuilder out, Map<String, String> lines) {
    int width = lines.keySet().stream().mapToInt(String::length).max().orElse(0);
    lines.forEach((name, what) ->
        out.append("  ")
            .append(name)
            .repeat(' ', width - name.length() + 2)
            .append(what)
            .append('\n'));
  }
}
