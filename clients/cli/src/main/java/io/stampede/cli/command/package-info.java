/// The commands: fixed ones (`wait`, `login` …) and those that follow from the schema of a kind
/// (`container create` …). A command is a picocli `CommandSpec` whose user object is a [Command].
@NullMarked
package io.stampede.cli.command;

import org.jspecify.annotations.NullMarked;
