package io.stampede.template;

import io.stampede.engine.Outcome;
import io.stampede.engine.ResourceId;

/// What a machine asks of templates.
public interface Templates {
  /// Finds the newest image of a template, has it fetched unless the console has it, and writes
  /// into the machine's intent that it is to be made of that one. May be repeated.
  Outcome give(ResourceId machine, String templateId);

  /// There are none.
  Templates NONE =
      (_, templateId) -> {
        throw new IllegalStateException("there is no template " + templateId);
      };
}
