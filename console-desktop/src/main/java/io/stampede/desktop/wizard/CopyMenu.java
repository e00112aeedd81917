package io.stampede.desktop.wizard;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.client.StampedeClient;
import io.stampede.desktop.model.CopyAs;
import io.stampede.desktop.part.Icons;
import io.stampede.desktop.part.Nodes;
import io.stampede.wizard.Request;
import io.stampede.wizard.Shown;
import io.stampede.wizard.Who;
import io.stampede.wizard.Wizard;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;

/// What the verb of the open step asks of the server, for scripts.
final class CopyMenu {
  private static final List<String> SECRETS =
      List.of(Who.PRIVATE_KEY, Who.PASSPHRASE, Who.PASSWORD);

  private final Supplier<List<Request>> requests;
  private final String plural;
  private final MenuButton menu = new MenuButton(say("wizard.copyAs"), Icons.of("copy"));

  CopyMenu(Supplier<List<Request>> requests, StampedeClient client) {
    this.requests = requests;
    this.plural =
        client.kinds().stream()
            .filter(k -> k.name().equals(Wizard.KIND))
            .findFirst()
            .map(k -> k.plural())
            .orElse(Wizard.KIND + "s");
    menu.setId("wizard-copy");
    menu.getItems()
        .addAll(
            item(say("wizard.copyAs.curl"), CopyAs::curl),
            item(say("wizard.copyAs.commandLine"), CopyAs::commandLine),
            item(say("wizard.copyAs.python"), CopyAs::python));
  }

  Node node() {
    return menu;
  }

  void show(Shown shown) {
    menu.setDisable(shown.busy() || requests.get().isEmpty());
  }

  private MenuItem item(String words, Function<CopyAs, String> as) {
    var item = new MenuItem(words);
    item.setOnAction(_ -> Nodes.copy(text(as)));
    return item;
  }

  private String text(Function<CopyAs, String> as) {
    return requests.get().stream().map(this::copyAs).map(as).collect(Collectors.joining("\n"));
  }

  private CopyAs copyAs(Request request) {
    return switch (request) {
      case Request.Create(var fields) -> copy("", "create", masked(fields));
      case Request.Act(var id, var action, var input) -> copy(id, action, input);
      case Request.Remove(var id) -> copy(id, "remove", Map.of());
      case Request.Ask(var action, var input) -> copy("", action, input);
    };
  }

  private CopyAs copy(String id, String verb, Map<String, Object> values) {
    return new CopyAs(Wizard.KIND, plural, id, verb, values);
  }

  private static Map<String, Object> masked(Map<String, Object> fields) {
    var masked = new LinkedHashMap<>(fields);
    SECRETS.forEach(name -> masked.computeIfPresent(name, (_, _) -> "…"));
    return masked;
  }
}
