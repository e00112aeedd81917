package io.stampede.web.rest;

import io.stampede.engine.Problem;

/// A request that HTTP itself already makes bad, before any kind is asked.
final class BadRequest extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final transient Problem problem;

  BadRequest(int status, String code, String message, String fix) {
    super(message);
    this.status = status;
    this.problem = Problem.request(code, message, fix);
  }

  int status() {
    return status;
  }

  Problem problem() {
    return problem;
  }
}
