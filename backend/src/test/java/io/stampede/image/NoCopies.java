package io.stampede.image;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// No image is on any host.
public enum NoCopies implements ImageCopies {
  NONE;

  @Override
  public Copy find(String imageId, String hostId) {
    return Copy.NONE;
  }

  @Override
  public void want(String imageId, String hostId) {
    throw new UnsupportedOperationException("nobody wants a copy here");
  }

  @Override
  public List<CopyOnHost> all(String imageId) {
    return List.of();
  }

  @Override
  public void note(String imageId, String hostId, Optional<Instant> unusedSince) {
    throw new UnsupportedOperationException("there is no copy to note");
  }

  @Override
  public void release(String imageId, String hostId) {
    throw new UnsupportedOperationException("there is no copy to release");
  }

  @Override
  public void release(String imageId) {
    throw new UnsupportedOperationException("there is no copy to release");
  }
}
