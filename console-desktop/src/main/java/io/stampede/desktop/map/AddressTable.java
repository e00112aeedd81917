package io.stampede.desktop.map;

import io.stampede.topology.Lane;
import io.stampede.topology.Topology;
import io.stampede.topology.Words;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.TableRow;
import javafx.scene.input.KeyCode;

/// The addresses in use, and who has them; a double click or Enter leads there.
public final class AddressTable extends FactTable<Lane.Address> {
  private final Map<String, String> states = new HashMap<>();

  /// @param label what a kind is called
  /// @param open told the address whose workload is to be opened
  public AddressTable(Function<String, String> label, Consumer<Lane.Address> open) {
    super("addresses", Words.say("map.addresses"));
    column(
        "address.address",
        130,
        Comparator.comparing(a -> padded(a.address())),
        Lane.Address::address);
    text("address.network", 120, Lane.Address::network);
    text("address.name", 180, Lane.Address::name);
    text("address.kind", 130, address -> label.apply(address.kind()));
    text("address.host", 110, Lane.Address::host);
    text("way.state", 110, address -> states.getOrDefault(address.key(), "–"));
    node()
        .setRowFactory(_ -> {
          var row = new TableRow<Lane.Address>();
          row.setOnMouseClicked(e -> {
            if (e.getClickCount() == 2 && !row.isEmpty()) open.accept(row.getItem());
          });
          return row;
        });
    node()
        .setOnKeyPressed(e -> {
          var chosen = node().getSelectionModel().getSelectedItem();
          if (e.getCode() != KeyCode.ENTER || chosen == null) return;
          open.accept(chosen);
          e.consume();
        });
  }

  /// So that 10.42.0.9 is before 10.42.0.10.
  private static String padded(String address) {
    var padded = new StringBuilder();
    for (var part : address.split("\\.", -1)) padded.append("%4s".formatted(part));
    return padded.toString();
  }

  public void show(Topology topology, String typed) {
    states.clear();
    topology.workloads().forEach(w -> states.put(w.key(), w.status().phase().word()));
    show(topology.addresses().stream().filter(a -> matches(typed, words(a))).toList());
  }

  private static String words(Lane.Address a) {
    return String.join(" ", a.address(), a.network(), a.name(), a.kind(), a.host());
  }
}
