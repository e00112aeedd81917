package io.stampede.web.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import io.stampede.client.Resource;
import io.stampede.client.StampedeClient;
import io.stampede.web.model.References;
import io.stampede.web.model.TaskFeed;
import java.time.Instant;
import java.util.List;

/// What runs, what needs attention, what was done: in the drawer, and as a screen of its own.
final class TaskPanel extends Div {
  private final StampedeClient client;
  private final Doing doing;
  private final Div moving = new Div();
  private final TaskList steps;

  TaskPanel(StampedeClient client) {
    this.client = client;
    this.doing = new Doing(client, new References(client), this);
    this.steps = new TaskList(client, true);
    addClassName("st-task-panel");
    add(moving, new H3(Words.say("tasks.recent")), steps);
  }

  void show(TaskFeed.Shown shown) {
    moving.removeAll();
    if (shown.moving().isEmpty() && shown.troubled().isEmpty()) {
      moving.add(Ui.div("st-calm", new Icon("check-circle"), Ui.span("", Words.say("tasks.calm"))));
    }
    section(Words.say("tasks.moving"), shown.moving());
    section(Words.say("tasks.troubled"), shown.troubled());
    steps.show(shown.steps(), Instant.now());
  }

  private void section(String title, List<Resource> resources) {
    if (resources.isEmpty()) return;
    moving.add(new H3(title));
    resources.forEach(r -> moving.add(TaskList.resource(client, r, doing)));
  }
}
