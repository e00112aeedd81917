package io.stampede.template;

/// Which system a template is of, for its picture and its place in lists.
public enum Family {
  FLATCAR,
  FEDORA_COREOS,
  UBUNTU,
  FEDORA,
  DEBIAN,
  CIRROS,
  ALPINE,
  BLANK,
  OTHER
}
