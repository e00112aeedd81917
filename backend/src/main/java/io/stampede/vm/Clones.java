package io.stampede.vm;

import io.stampede.engine.Outcome;
import io.stampede.engine.ResourceId;

/// The images by which machines are cloned. Kept by the store; every method may be repeated.
public interface Clones {
  /// Has an image made of the disk of another machine, and writes into the machine's intent that it
  /// is to be made of that one.
  Outcome begin(ResourceId machine, String of);

  /// Notes that the disk of a whole clone is there, and lets go of the image.
  Outcome end(ResourceId machine);

  /// There are none.
  Clones NONE =
      new Clones() {
        @Override
        public Outcome begin(ResourceId machine, String of) {
          throw new IllegalStateException("nothing is cloned here");
        }

        @Override
        public Outcome end(ResourceId machine) {
          throw new IllegalStateException("nothing is cloned here");
        }
      };
}
