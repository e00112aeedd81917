/// Docker containers, with Docker's own words and rules.
///
/// Start reading at [ContainerSpec] and [ContainerFacts], what is asked for and what is seen; then
/// [ContainerPlanner], which makes [ContainerStep]s of the difference. The port to a host is
/// [ContainerHost]; [DockerContainerHost] is it over the host's Docker socket. [DockerEvents] says
/// when to look again.
@NullMarked
package io.stampede.container;

import org.jspecify.annotations.NullMarked;
