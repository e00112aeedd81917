package io.stampede.web.ui;

import com.vaadin.flow.component.UI;
import io.stampede.client.Likely;
import io.stampede.client.Resource;
import io.stampede.schema.KindSchema;
import io.stampede.web.Tokens;
import java.util.List;
import java.util.Optional;

/// What is most likely wanted of a resource, as a button.
///
/// @param name in a test's or a browser's words: `start`, `terminal`
/// @param icon of Bootstrap Icons
/// @param tab the part of the page that it turns to; empty where it does something
record Wanted(String name, String label, String icon, String tab, Runnable run) {
  static Optional<Wanted> of(KindSchema kind, Resource resource, Doing doing) {
    return Likely.of(kind, resource)
        .map(likely ->
            switch (likely) {
              case Likely.Act(var action) ->
                  new Wanted(
                      action.name(),
                      action.label(),
                      Ui.icon(action),
                      "",
                      () -> doing.act(kind, action, List.of(resource)));
              case Likely.Open(var door) ->
                  switch (door) {
                    case LOG -> open("logs", "logs", kind, resource);
                    case SCREEN -> open("screen", "screen", kind, resource);
                    case TERMINAL -> open("terminal", "terminal", kind, resource);
                    case FIGURES -> open("figures", "figures", kind, resource);
                    case XML -> open("xml", "xml", kind, resource);
                    case CONTENT -> open("content", "overview", kind, resource);
                  };
            });
  }

  private static Wanted open(String name, String tab, KindSchema kind, Resource resource) {
    return new Wanted(
        name,
        Words.say("open." + name),
        Tokens.shared().icon(name),
        tab,
        () -> UI.getCurrent().navigate(Ui.path(kind.plural(), resource) + "/" + tab));
  }
}
