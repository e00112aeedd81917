package io.stampede.template;

/// How the newest image of a template is found; see [Finder].
public enum FinderKind {
  FIXED,
  TEXT,
  LISTING,
  COREOS_STREAM,
  FEDORA_RELEASES,
  NONE
}
