/// The client is tried against [io.stampede.cli.FakeServer], which behaves as the REST contract
/// says.
@NullMarked
package io.stampede.cli;

import org.jspecify.annotations.NullMarked;
