package io.stampede.image;

import io.stampede.engine.Problem;

/// Bytes that are not kept as an image, and why.
final class ImageRejected extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  ImageRejected(String code, String message, String fix) {
    super(message);
    this.problem = Problem.request(code, message, fix);
  }

  Problem problem() {
    return problem;
  }
}
