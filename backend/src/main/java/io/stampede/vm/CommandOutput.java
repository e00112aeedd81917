package io.stampede.vm;

import io.stampede.ssh.RunningCommand;
import java.io.FilterInputStream;
import java.io.IOException;

/// What a command writes; closing it ends the command.
final class CommandOutput extends FilterInputStream {
  private final RunningCommand command;

  CommandOutput(RunningCommand command) {
    super(command.stdout());
    this.command = command;
  }

  @Override
  public void close() throws IOException {
    command.close();
  }
}
