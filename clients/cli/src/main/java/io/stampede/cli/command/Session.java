package io.stampede.cli.command;

import io.stampede.cli.api.Api;
import io.stampede.cli.api.Schemas;
import io.stampede.cli.show.Terminal;
import java.time.InstantSource;

/// All that a command may use.
///
/// @param schemas the kinds known; none for commands that need none
record Session(Terminal terminal, Api api, Schemas schemas, InstantSource clock) {}
