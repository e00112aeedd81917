package io.stampede.desktop.view;

import io.stampede.desktop.map.Around;
import io.stampede.desktop.map.PointPane;
import io.stampede.topology.Arrow;
import io.stampede.topology.Pointing;
import io.stampede.topology.Topology;
import io.stampede.topology.Words;
import java.util.function.Consumer;
import javafx.scene.Node;

/// The network map in the window: pages it leads to, and the dialog that points something
/// elsewhere.
record AroundMap(Desk desk, Consumer<Node> show, Runnable close, Toasts toasts) implements Around {
  @Override
  public void open(String kind, String id) {
    desk.go(new Place.Thing(kind, id));
  }

  @Override
  public void list(String kind) {
    desk.go(new Place.Kind(kind));
  }

  @Override
  public void point(Topology topology, Arrow arrow, String workload) {
    var pane = new PointPane(desk.world(), arrow, PlanNode::of, this::done);
    show.accept(pane.node(topology, workload, close));
  }

  private void done(Pointing pointing) {
    close.run();
    var what = pointing.arrow().label();
    toasts.offer(
        Words.say("point.done", what, pointing.target().name()),
        Words.say("point.undo"),
        () ->
            desk.world()
                .background()
                .ask(
                    () -> pointing.undo(desk.world().client()),
                    r -> desk.world().refresh(r.kind(), r.id()),
                    why -> desk.complain(Words.say("point.undo"), why)));
  }
}
