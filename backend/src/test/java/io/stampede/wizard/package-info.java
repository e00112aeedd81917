/// Tests of the wizard's model.
@NullMarked
package io.stampede.wizard;

import org.jspecify.annotations.NullMarked;
