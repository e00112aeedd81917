package io.stampede.web.rest;

import io.stampede.client.StampedeClient;
import io.stampede.ssh.ByteStream;
import io.stampede.ssh.SshFailure;
import io.stampede.ssh.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A shell on a host: binary frames are bytes, a text frame says how large the window is:
/// `{"columns":120,"rows":40}`. The reason of its end holds the shell's exit status.
final class TerminalSocket extends RelaySocket {
  private static final Logger LOG = LoggerFactory.getLogger(TerminalSocket.class);
  private static final Duration LAST_WORD = Duration.ofSeconds(2);

  private final StampedeClient client;

  TerminalSocket(StampedeClient client) {
    super("terminal", 32 * 1024);
    this.client = client;
  }

  private record Shell(Terminal terminal) implements ByteStream {
    @Override
    public InputStream in() {
      return terminal.in();
    }

    @Override
    public OutputStream out() {
      return terminal.out();
    }

    @Override
    public void close() {
      terminal.close();
    }
  }

  @Override
  ByteStream open(String ticket) {
    return new Shell(client.openTerminal(ticket));
  }

  @Override
  CloseStatus farewell(ByteStream stream) throws IOException {
    int status = terminal(stream).waitFor(LAST_WORD);
    return CloseStatus.NORMAL.withReason("exit " + status);
  }

  @Override
  boolean told(ByteStream stream, String text) {
    try {
      var size = JsonMapper.shared().readTree(text);
      terminal(stream).resize(size.path("columns").asInt(0), size.path("rows").asInt(0));
    } catch (JacksonException | IllegalArgumentException _) {
      return false;
    } catch (SshFailure e) {
      LOG.debug("a terminal keeps its size: {}", e.getMessage());
    }
    return true;
  }

  private static Terminal terminal(ByteStream stream) {
    if (stream instanceof Shell(var terminal)) return terminal;
    throw new IllegalStateException("a terminal's socket without a shell");
  }
}
