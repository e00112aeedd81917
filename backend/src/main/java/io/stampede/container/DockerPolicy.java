package io.stampede.container;

/// A restart policy in Docker's words. The library leaves the word for none empty, which an update
/// takes for nothing said.
final class DockerPolicy extends com.github.dockerjava.api.model.RestartPolicy {
  private static final long serialVersionUID = 1;

  private DockerPolicy() {}

  static com.github.dockerjava.api.model.RestartPolicy of(RestartPolicy policy) {
    return policy == RestartPolicy.NO
        ? new DockerPolicy()
        : com.github.dockerjava.api.model.RestartPolicy.parse(policy.word());
  }

  @Override
  public String getName() {
    return RestartPolicy.NO.word();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DockerPolicy;
  }

  @Override
  public int hashCode() {
    return getName().hashCode();
  }
}
