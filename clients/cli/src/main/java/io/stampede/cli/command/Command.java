package io.stampede.cli.command;

import io.stampede.cli.api.Exit;
import picocli.CommandLine.ParseResult;

/// What a command does once its line is understood.
@FunctionalInterface
interface Command {
  /// @throws io.stampede.cli.api.Failure when it comes to nothing
  Exit run(Session session, ParseResult line);
}
