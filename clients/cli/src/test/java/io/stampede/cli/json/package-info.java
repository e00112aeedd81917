/// What is JSON and what is not.
@NullMarked
package io.stampede.cli.json;

import org.jspecify.annotations.NullMarked;
