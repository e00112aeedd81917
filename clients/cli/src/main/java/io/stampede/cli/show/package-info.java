/// What a person or a script gets to see: aligned tables, details, JSON, YAML, names, one line of
/// progress.
@NullMarked
package io.stampede.cli.show;

import org.jspecify.annotations.NullMarked;
