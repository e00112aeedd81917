package io.stampede.web.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasComponents;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.progressbar.ProgressBar;
import io.stampede.client.Resource;
import io.stampede.engine.Problem;
import io.stampede.engine.Status;
import io.stampede.schema.ActionSchema;
import io.stampede.web.Tokens;
import io.stampede.web.model.Text;
import java.time.Instant;

/// Small pieces that many views are made of.
final class Ui {
  private Ui() {}

  static Div div(String cssClass, Component... parts) {
    var div = new Div(parts);
    if (!cssClass.isEmpty()) div.addClassName(cssClass);
    return div;
  }

  static Span span(String cssClass, String text) {
    var span = new Span(text);
    if (!cssClass.isEmpty()) span.addClassName(cssClass);
    return span;
  }

  static <C extends Component> C test(C component, String name) {
    component.getElement().setAttribute("data-test", name);
    return component;
  }

  /// A button that is only its icon; the label is for screen readers and the hover.
  static Button iconButton(String icon, String label) {
    var button = new Button(new Icon(icon));
    button.setAriaLabel(label);
    button.setTooltipText(label);
    return button;
  }

  static Button button(String icon, String label) {
    return new Button(label, new Icon(icon));
  }

  static String icon(ActionSchema action) {
    var icon = Tokens.shared().icon(action.name());
    return icon.equals("dot") ? "lightning" : icon;
  }

  /// Dot, word, what it is doing and how far.
  static Component state(Status status) {
    var state = div("st-state");
    state.add(dot(status), span("st-word", status.phase().word()));
    if (!status.message().isEmpty()) state.add(span("st-doing", status.message()));
    if (status.transition() == Status.Transition.YES && status.progress().isPresent()) {
      var bar = new ProgressBar(0, 100, status.progress().getAsInt());
      bar.getElement().setAttribute("aria-label", "progress");
      state.add(bar);
    }
    return state;
  }

  /// A word for a host that gets no new workloads; empty for others.
  static String cordoned(Resource r) {
    return Boolean.TRUE.equals(r.fields().get("cordoned")) ? Words.say("host.cordoned") : "";
  }

  static Component dot(Status status) {
    var dot = span("st-dot", "");
    dot.addClassName(Tokens.shared().tone(status.phase()));
    dot.getElement().setAttribute("aria-hidden", "true");
    return dot;
  }

  /// What and where, then what next.
  static Div problem(Problem problem) {
    var box = div("st-problem");
    box.getElement().setAttribute("role", "alert");
    box.add(new Icon("exclamation-triangle"));
    var text = div("", span("st-problem-what", problem.message()));
    if (!problem.fix().isEmpty()) {
      text.add(div("st-problem-next", new Span(Words.say("problem.next") + " " + problem.fix())));
    }
    box.add(text);
    return box;
  }

  /// A relative time with the exact one on hover.
  static Span time(Instant then, Instant now) {
    var span = span("st-time", Text.ago(then, now));
    span.setTitle(Text.exact(then));
    return span;
  }

  static Anchor link(String href, String text) {
    var link = new Anchor(href, text);
    link.getElement().setAttribute("router-link", true);
    return link;
  }

  static void clear(HasComponents place) {
    place.removeAll();
  }

  static String path(String plural, Resource resource) {
    return plural + "/" + resource.id();
  }

  static void say(String text) {
    Notification.show(text, 3500, Notification.Position.BOTTOM_START);
  }

  static void complain(Problem problem) {
    var note = new Notification();
    note.setPosition(Notification.Position.BOTTOM_START);
    note.setDuration(9000);
    note.add(problem(problem));
    note.open();
  }
}
