package io.stampede.web.ui;

import com.vaadin.flow.component.html.Div;
import io.stampede.client.Query;
import io.stampede.client.Refused;
import io.stampede.client.StampedeClient;
import io.stampede.engine.Phase;
import io.stampede.schema.KindSchema;
import io.stampede.web.Doors;
import io.stampede.wizard.Wizard;

/// Above the list of hosts: those that are being added, and the way back to them.
final class OnTheWay extends Div {
  private final StampedeClient client;
  private boolean wanted;

  OnTheWay(StampedeClient client) {
    this.client = client;
    addClassName("st-w-pending");
    Ui.test(this, "on-the-way");
    setVisible(false);
    addAttachListener(_ -> read());
    Live.watch(
        this,
        client,
        changes -> {
          if (changes.stream().anyMatch(c -> c.kind().equals(Wizard.KIND))) read();
        });
  }

  void showFor(KindSchema kind) {
    wanted = Doors.hasWizard(kind);
    if (!wanted) setVisible(false);
    else if (isAttached()) read();
  }

  private void read() {
    if (wanted) Live.load(this, this::count, this::show);
  }

  private long count() {
    try {
      return client.list(Wizard.KIND, Query.ALL).items().stream()
          .filter(r -> r.status().phase() != Phase.REMOVING && r.text("host").isEmpty())
          .count();
    } catch (Refused _) {
      return 0;
    }
  }

  private void show(long count) {
    removeAll();
    setVisible(wanted && count > 0);
    add(
        new Icon("plus-lg"),
        Ui.span("", Words.say("wizard.pending", count)),
        Ui.test(Ui.link(WizardView.PATH, Words.say("wizard.continue")), "go-on"));
  }
}
