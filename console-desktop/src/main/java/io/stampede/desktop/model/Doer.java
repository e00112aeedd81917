package io.stampede.desktop.model;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.client.PlanView;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.KindSchema;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Asks for what a person wants done to one or more resources, in the background.
public final class Doer {
  private final World world;
  private final BiConsumer<String, Refused> refusals;

  /// @param refusals told what could not be done, as `Stop web1`, and why
  public Doer(World world, BiConsumer<String, Refused> refusals) {
    this.world = world;
    this.refusals = refusals;
  }

  /// What may be asked of all of these, in the schema's order.
  public static List<ActionSchema> offered(KindSchema kind, List<Resource> resources) {
    if (resources.isEmpty()) return List.of();
    return kind.actions().stream()
        .filter(a -> !a.collection())
        .filter(a -> resources.stream().allMatch(r -> r.actions().contains(a.name())))
        .toList();
  }

  public void act(List<Resource> resources, ActionSchema action, Map<String, ?> input) {
    for (var r : resources) {
      ask(
          action.label() + " " + r.name(),
          r,
          () -> world.client().act(r.kind(), r.id(), action.name(), input));
    }
  }

  /// An action that wants to know nothing more, by its name.
  public void act(List<Resource> resources, String action) {
    for (var r : resources) {
      world.kind(r.kind()).action(action).ifPresent(a -> act(List.of(r), a, Map.of()));
    }
  }

  public void remove(List<Resource> resources) {
    for (var r : resources) {
      ask(say("remove.what", r.name()), r, () -> world.client().remove(r.kind(), r.id()));
    }
  }

  private void ask(String what, Resource r, java.util.concurrent.Callable<Resource> work) {
    world
        .background()
        .ask(
            work,
            _ -> world.refresh(r.kind(), r.id()),
            refused -> {
              world.refresh(r.kind(), r.id());
              refusals.accept(what, refused);
            });
  }

  /// What a change would do; `verb` as in [io.stampede.client.StampedeClient#plan].
  public void plan(Resource r, String verb, Consumer<PlanView> then, Consumer<Refused> otherwise) {
    world
        .background()
        .ask(() -> world.client().plan(r.kind(), r.id(), verb, Map.of()), then, otherwise);
  }
}
