package io.stampede.web.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import io.stampede.client.PlanView;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.client.StampedeClient;
import io.stampede.engine.Problem;
import io.stampede.schema.KindSchema;
import io.stampede.web.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Asks before something is removed, and says what will be lost: the plan itself.
final class RemoveDialog extends Dialog {
  /// Why a host cannot go, and what lets it go with its workloads left as they are.
  private static final String IN_USE = "host-in-use";

  private static final String RELEASE_ALL = "releaseAll";

  private final StampedeClient client;
  private final KindSchema kind;
  private final List<Resource> resources;
  private final Runnable done;
  private final Div body = Ui.div("st-remove");
  private final Button verb = Ui.button("trash3", Words.say("remove.verb"));
  private boolean releasing;

  RemoveDialog(StampedeClient client, KindSchema kind, List<Resource> resources, Runnable done) {
    this.client = client;
    this.kind = kind;
    this.resources = List.copyOf(resources);
    this.done = done;
    setHeaderTitle(title());
    setWidth("520px");
    Ui.test(this, "remove-dialog");
    body.add(names());
    add(body);
    verb.addClickListener(_ -> remove());
    verb.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.ERROR);
    getFooter()
        .add(new Button(Words.say("form.cancel"), _ -> close()), Ui.test(verb, "remove-verb"));
    if (resources.size() == 1) addAttachListener(_ -> look());
    Live.watch(
        this,
        client,
        _ -> {
          if (releasing) look();
        });
  }

  private void look() {
    Live.load(this, this::plan, this::show);
  }

  private String title() {
    if (resources.size() == 1) return Words.say("remove.title", resources.getFirst().name());
    return Words.say("remove.many", resources.size(), kind.labels().toLowerCase(Locale.ROOT));
  }

  private Paragraph names() {
    var names = resources.stream().map(Resource::name).limit(20).collect(Collectors.joining(", "));
    return new Paragraph(resources.size() == 1 ? kind.label() + " · " + stateOfOne() : names);
  }

  private String stateOfOne() {
    return resources.getFirst().status().phase().word();
  }

  private record Expected(Optional<PlanView> plan, Optional<Problem> problem) {}

  private Expected plan() {
    try {
      var plan = client.plan(kind.name(), resources.getFirst().id(), "remove", java.util.Map.of());
      return new Expected(Optional.of(plan), Optional.empty());
    } catch (Refused e) {
      return new Expected(Optional.empty(), Optional.of(e.problem()));
    }
  }

  private void show(Expected expected) {
    body.removeAll();
    body.add(names());
    verb.setEnabled(true);
    boolean inUse = expected.problem().filter(p -> p.code().equals(IN_USE)).isPresent();
    if (inUse && releasing) {
      verb.setEnabled(false);
      body.add(new Paragraph(Words.say("remove.keep.doing")));
      return;
    }
    releasing = false;
    expected.problem().ifPresent(problem -> body.add(Ui.problem(problem)));
    if (inUse) offerRelease();
    expected
        .plan()
        .ifPresent(plan -> {
          body.add(new Paragraph(Words.say("remove.loses")));
          body.add(new PlanBox(plan));
        });
  }

  /// Two ways to take a host out: without its workloads, or with them left as they are.
  private void offerRelease() {
    verb.setEnabled(false);
    var host = resources.getFirst();
    if (!host.actions().contains(RELEASE_ALL)) return;
    var release = Ui.button(Tokens.shared().icon(RELEASE_ALL), Words.say("remove.keep"));
    release.setDisableOnClick(true);
    release.addClickListener(_ -> {
      releasing = true;
      Live.load(this, () -> release(host), this::show);
    });
    body.add(new Paragraph(Words.say("remove.keep.help")), Ui.test(release, "remove-keep"));
  }

  private Expected release(Resource host) {
    try {
      client.act(kind.name(), host.id(), RELEASE_ALL, java.util.Map.of());
      return plan();
    } catch (Refused e) {
      return new Expected(Optional.empty(), Optional.of(e.problem()));
    }
  }

  private void remove() {
    Live.load(
        this,
        this::removeThem,
        problems -> {
          if (problems.isEmpty()) {
            close();
            done.run();
            return;
          }
          body.removeAll();
          problems.forEach(problem -> body.add(Ui.problem(problem)));
        });
  }

  private List<Problem> removeThem() {
    var problems = new ArrayList<Problem>();
    for (var resource : resources) {
      try {
        client.remove(kind.name(), resource.id());
      } catch (Refused e) {
        problems.add(e.problem());
      }
    }
    return problems;
  }
}
