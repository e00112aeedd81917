package io.stampede.web.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Pre;
import io.stampede.client.Resource;
import io.stampede.client.StampedeClient;
import io.stampede.client.TaskEntry;
import io.stampede.schema.KindSchema;
import io.stampede.web.model.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Steps that were tried: what, on what, since when, how it ended; the transcript folded.
final class TaskList extends Div {
  private final StampedeClient client;
  private final boolean withResource;
  private final Set<Long> open = new HashSet<>();

  /// @param withResource whether each step says on what it was
  TaskList(StampedeClient client, boolean withResource) {
    this.client = client;
    this.withResource = withResource;
    addClassName("st-tasks-list");
    Ui.test(this, "tasks");
  }

  void show(List<TaskEntry> tasks, Instant now) {
    removeAll();
    if (tasks.isEmpty()) add(Ui.div("st-muted", Ui.span("", Words.say("tasks.none"))));
    for (var task : tasks) add(entry(task, now));
  }

  private Component entry(TaskEntry task, Instant now) {
    var box = Ui.div("st-task");
    box.addClassName(tone(task));
    var line = task.transcript().isEmpty() ? head(task, now) : folded(task, now);
    var whole = Ui.div("st-task-line", line);
    // Beside what folds, not in it: a button holds no link.
    if (withResource) page(task).ifPresent(whole::add);
    box.add(whole);
    task.problem().ifPresent(problem -> box.add(Ui.problem(problem)));
    return box;
  }

  private Div head(TaskEntry task, Instant now) {
    var head = Ui.div("st-task-head", new Icon(icon(task)), Ui.span("st-task-title", task.title()));
    head.add(Ui.span("st-grow", ""));
    task.ended()
        .ifPresent(end ->
            head.add(Ui.span("st-muted", Text.lasted(Duration.between(task.started(), end)))));
    head.add(Ui.time(task.started(), now));
    return head;
  }

  /// A link, where it is of a kind that has a page.
  private Optional<Component> page(TaskEntry task) {
    return client.kinds().stream()
        .filter(k -> k.name().equals(task.kind()))
        .findFirst()
        .map(kind -> Ui.link(kind.plural() + "/" + task.resourceId(), task.resourceName()))
        .map(link -> Ui.div("st-task-where", link));
  }

  /// One line that opens to the transcript.
  private Component folded(TaskEntry task, Instant now) {
    var text = new Pre(String.join("\n", task.transcript()));
    text.getElement().setAttribute("tabindex", "0");
    var details = new Details(head(task, now), text);
    details.addClassName("st-transcript");
    details.setTooltipText(Words.say("tasks.transcript"));
    details.setOpened(open.contains(task.id()));
    details.addOpenedChangeListener(e -> {
      if (e.isOpened()) open.add(task.id());
      else open.remove(task.id());
    });
    return details;
  }

  private static String icon(TaskEntry task) {
    return switch (task.outcome()) {
      case RUNNING -> "hourglass-split";
      case DONE -> "check-circle";
      case AGAIN -> "arrow-repeat";
      case STUCK -> "exclamation-triangle";
      case INTERRUPTED -> "question-circle";
    };
  }

  private static String tone(TaskEntry task) {
    return switch (task.outcome()) {
      case RUNNING -> "busy";
      case DONE -> "good";
      case AGAIN, INTERRUPTED -> "warn";
      case STUCK -> "bad";
    };
  }

  /// Resources on their way or in trouble, each with what it does and what can be done about it.
  static Component resource(StampedeClient client, Resource resource, Doing doing) {
    var kind = client.kind(resource.kind());
    var box = Ui.div("st-task");
    var head = Ui.div("st-task-head", Ui.link(Ui.path(kind.plural(), resource), resource.name()));
    head.add(Ui.span("st-muted", kind.label()), Ui.span("st-grow", ""));
    box.add(head);
    var problem = resource.status().problem();
    if (problem.isPresent()) {
      box.add(Ui.state(io.stampede.engine.Status.resting(resource.status().phase())));
      box.add(Ui.problem(problem.get()));
    } else {
      box.add(Ui.state(resource.status()));
    }
    kind.action(KindSchema.RETRY)
        .filter(a -> resource.actions().contains(a.name()))
        .ifPresent(retry -> {
          var button = Ui.button("arrow-repeat", retry.label());
          button.addClickListener(_ -> doing.act(kind, retry, List.of(resource)));
          head.add(Ui.test(button, "retry"));
        });
    return box;
  }
}
