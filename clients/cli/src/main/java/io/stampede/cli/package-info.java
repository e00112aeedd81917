/// The command-line client: every kind, field and action that a server has, as commands.
///
/// It knows the REST schema (`GET /v1/schemas`) and nothing of the backend. Start reading at
/// [io.stampede.cli.Main], which answers help at once and hands the rest to
/// [io.stampede.cli.command.Commands]; `api` speaks to the server, `show` prints, `json` reads and
/// writes JSON.
///
/// Start-up time is a feature: commands are declared by picocli's programmatic model and only the
/// kind that is named is declared in full; `--help` loads neither picocli nor a connection.
@NullMarked
package io.stampede.cli;

import org.jspecify.annotations.NullMarked;
