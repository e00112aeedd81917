package io.stampede.container;

import io.stampede.engine.Problem;

/// Docker gave no answer: it cannot be reached, or did not reply in time. What came of the call is
/// unknown.
final class DockerSilent extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  DockerSilent(Problem problem) {
    super(problem.message());
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
