package io.stampede.image;

/// No image is on any host.
enum NoCopies implements ImageCopies {
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
  public Count count(String imageId) {
    return new Count(0, 0);
  }

  @Override
  public void release(String imageId) {
    throw new UnsupportedOperationException("there is no copy to release");
  }
}
