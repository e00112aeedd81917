package io.stampede.image;

import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The intents for copies of images on hosts, as other kinds ask for them. Kept by the store; every
/// method may be repeated.
public interface ImageCopies {
  /// What is known of one copy.
  ///
  /// @param wanted whether there is an intent for it
  /// @param problem why it is stuck, if it is
  /// @param doing what is under way, as `fetching debian: 42 %`
  record Copy(boolean wanted, Optional<Problem> problem, Optional<String> doing) {
    public Copy(boolean wanted, Optional<Problem> problem) {
      this(wanted, problem, Optional.empty());
    }

    public static final Copy NONE = new Copy(false, Optional.empty());
  }

  Copy find(String imageId, String hostId);

  /// Makes the intent, under the id [ImageCopySpec#id], unless there is one.
  void want(String imageId, String hostId);

  /// All copies of an image that are wanted or not yet gone.
  List<CopyOnHost> all(String imageId);

  /// Keeps since when a copy is not used; empty while it is.
  void note(String imageId, String hostId, Optional<Instant> unusedSince);

  /// Asks for one copy to be gone, unless it is used by now.
  void release(String imageId, String hostId);

  /// Asks for all copies of an image to be gone.
  void release(String imageId);

  /// The id of the intent, for waiting on it.
  static ResourceId id(String imageId, String hostId) {
    return new ResourceId(ImageCopySpec.KIND, ImageCopySpec.id(imageId, hostId));
  }
}
