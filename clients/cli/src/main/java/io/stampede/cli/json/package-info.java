/// JSON (RFC 8259) read and written, small and quick to load; see docs/decisions for why not a
/// library.
@NullMarked
package io.stampede.cli.json;

import org.jspecify.annotations.NullMarked;
