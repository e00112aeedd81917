package io.stampede.schema;

import io.stampede.engine.Phase;
import java.util.List;
import java.util.Set;

/// Something that can be asked of a resource, or of a kind as a whole (`collection`).
///
/// @param phases the phases in which it is offered; empty means in all
/// @param destructive whether a face asks before
public record ActionSchema(
    String name,
    String label,
    String help,
    List<FieldSchema> input,
    Set<Phase> phases,
    boolean destructive,
    boolean collection) {
  public ActionSchema {
    input = List.copyOf(input);
    phases = Set.copyOf(phases);
  }

  public static ActionSchema of(String name, String label, String help, Phase... phases) {
    return new ActionSchema(name, label, help, List.of(), Set.of(phases), false, false);
  }

  public ActionSchema asDestructive() {
    return new ActionSchema(name, label, help, input, phases, true, collection);
  }

  public ActionSchema ofCollection() {
    return new ActionSchema(name, label, help, input, phases, destructive, true);
  }

  public ActionSchema withInput(Class<? extends Record> record) {
    return new ActionSchema(
        name, label, help, KindSchema.fields(record), phases, destructive, collection);
  }

  public boolean offeredIn(Phase phase) {
    return !collection && (phases.isEmpty() || phases.contains(phase));
  }
}
