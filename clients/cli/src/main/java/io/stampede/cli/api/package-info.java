/// The server seen through REST: calls, failures with their exit codes, the served schema and its
/// copy on disk, events, and waiting for a resource to settle.
@NullMarked
package io.stampede.cli.api;

import org.jspecify.annotations.NullMarked;
