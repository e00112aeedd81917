package io.stampede.cli.show;

import java.util.List;

/// A few lines on the error output that are written over and over; nothing where nobody looks.
public final class Live {
  private final Terminal terminal;
  private List<String> drawn = List.of();

  public Live(Terminal terminal) {
    this.terminal = terminal;
  }

  public void draw(List<String> lines) {
    if (!terminal.asks() || lines.equals(drawn)) return;
    var out = new StringBuilder(start());
    int room = Math.clamp(terminal.width() - 1L, 20, 1000);
    for (var line : lines) {
      var safe = Text.safe(line);
      out.append(safe.length() > room ? safe.substring(0, room - 1) + "…" : safe).append('\n');
    }
    terminal.err().print(out);
    terminal.err().flush();
    drawn = List.copyOf(lines);
  }

  /// Takes them away, so that what follows stands alone.
  public void end() {
    terminal.err().print(start());
    terminal.err().flush();
    drawn = List.of();
  }

  /// Back to the first of them, with nothing below.
  private String start() {
    return drawn.isEmpty() ? "" : "\u001b[%dF\u001b[J".formatted(drawn.size());
  }
}
