package io.stampede.container;

import io.stampede.adoption.Bond;
import io.stampede.adoption.Strangers;
import io.stampede.client.Refused;
import io.stampede.engine.Outcome;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// What the container kind asks of a host. Only what carries the resource's mark, or has the Docker
/// id of its bond, is looked at and touched; no call waits for ever.
public interface ContainerHost {
  /// The Docker label that says which resource a container is.
  String MARK = "stampede.id";

  /// The Docker label that says as which one it was made; one without it is the first.
  String EDITION = "stampede.edition";

  /// Found also where there is no container yet, for the place itself has facts: whether the image
  /// is there, and whether the name is free.
  Sight<ContainerFacts> look(ResourceId id, ContainerSpec spec);

  /// One move; done twice it leaves what it leaves when done once.
  Outcome apply(ResourceId id, ContainerSpec spec, ContainerStep step);

  /// All containers there are but this product's own, whoever made them; empty when the host does
  /// not answer.
  Optional<List<Strangers.Stranger>> all();

  /// What a container is that somebody else made, as far as it can be told; empty when it is gone.
  /// Its environment is left out: it may hold secrets that are none of ours.
  Optional<ContainerSpec> describe(String hostId, Strangers.Stranger stranger, Bond bond);

  /// What the container writes, both of its outputs as they come: the last `tail` lines, then what
  /// is added until it ends (`follow`) or the stream is closed.
  ///
  /// @throws Refused when there is no container, or the host does not answer
  InputStream logs(ResourceId id, ContainerSpec spec, int tail, boolean follow);
}
