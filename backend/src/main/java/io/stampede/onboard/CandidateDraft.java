package io.stampede.onboard;

import io.stampede.host.Access;
import io.stampede.host.HostName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A spec under change: the one place that knows the order of its many parts.
final class CandidateDraft {
  private final CandidateSpec was;
  Optional<HostName> name;
  Access access;
  Optional<String> password;
  List<String> fixes;
  boolean go;
  OptionalInt rechecks;
  List<String> recheckOnly;
  boolean keyMade;
  boolean keyInstalled;

  CandidateDraft(CandidateSpec was) {
    this.was = was;
    name = was.name();
    access = was.access();
    password = was.password();
    fixes = was.fixes();
    go = was.go();
    rechecks = was.rechecks();
    recheckOnly = was.recheckOnly();
    keyMade = was.keyMade();
    keyInstalled = was.keyInstalled();
  }

  CandidateSpec spec() {
    return new CandidateSpec(
        name,
        access,
        password,
        was.labels(),
        fixes,
        go,
        rechecks,
        recheckOnly,
        keyMade,
        keyInstalled);
  }
}
