package io.stampede.vm;

import io.stampede.vm.VmFacts.Domain;
import io.stampede.vm.VmFacts.DomainState;
import io.stampede.vm.VmFacts.Off;
import java.util.Optional;
import java.util.OptionalInt;

/// What libvirt knows of a machine, while it is put together: the one place that knows the order of
/// its parts.
public final class DomainDraft {
  public DomainState state;
  public VmShape defined;
  public Optional<VmShape> live;
  public boolean autostart;
  public Optional<String> name;
  public OptionalInt done;
  public Optional<Off> off;
  public Optional<VmNotes> notes;

  DomainDraft(Domain domain) {
    state = domain.state();
    defined = domain.defined();
    live = domain.live();
    autostart = domain.autostart();
    name = domain.name();
    done = domain.done();
    off = domain.off();
    notes = domain.notes();
  }

  Domain domain() {
    return new Domain(state, defined, live, autostart, name, done, off, notes);
  }
}
