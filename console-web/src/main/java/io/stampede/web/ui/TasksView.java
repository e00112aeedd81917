package io.stampede.web.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.stampede.client.StampedeClient;
import io.stampede.web.model.TaskFeed;

/// The journal of everything.
@Route(value = "tasks", layout = Frame.class)
final class TasksView extends Div implements HasDynamicTitle {
  private static final int STEPS = 200;

  TasksView(StampedeClient client) {
    addClassNames("st-view", "st-scroll");
    var feed = new TaskFeed(client);
    var panel = new TaskPanel(client);
    add(Ui.div("st-page", panel));
    addAttachListener(_ -> Live.load(this, () -> feed.read(STEPS), panel::show));
    Live.watch(this, client, _ -> Live.load(this, () -> feed.read(STEPS), panel::show));
  }

  @Override
  public String getPageTitle() {
    return Words.say("nav.tasks");
  }
}
