package io.stampede.cli.show;

import io.stampede.cli.json.JsonObject;

/// One line on the error output that is written over and over; nothing where nobody looks.
public final class Progress {
  private final Terminal terminal;
  private boolean shown;
  private String last = "";

  public Progress(Terminal terminal) {
    this.terminal = terminal;
  }

  /// As in `web1 creating · pulling busybox:1.36 43 %`.
  public void resource(JsonObject resource) {
    var line = new StringBuilder(resource.text("name")).append(' ').append(resource.text("state"));
    if (resource.text("transitioning").equals("yes") && !resource.text("message").isEmpty()) {
      line.append(" · ").append(resource.text("message"));
    }
    resource.number("progress").ifPresent(percent -> line.append(' ').append(percent).append(" %"));
    line(line.toString());
  }

  public void line(String text) {
    if (!terminal.asks() || text.equals(last)) return;
    last = text;
    var safe = Text.safe(text);
    int room = Math.min(terminal.width(), 1000) - 1;
    terminal
        .err()
        .print("\r" + (safe.length() > room ? safe.substring(0, room) : safe) + "\u001b[K");
    terminal.err().flush();
    shown = true;
  }

  /// Clears the line, so that what follows stands alone.
  public void end() {
    if (shown) terminal.err().print("\r\u001b[K");
    shown = false;
    last = "";
  }
}
