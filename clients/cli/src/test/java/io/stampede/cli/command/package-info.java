/// Values as they are written on a command line.
@NullMarked
package io.stampede.cli.command;

import org.jspecify.annotations.NullMarked;
