package io.stampede.web.ui;

import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.data.renderer.Renderer;
import io.stampede.topology.HostCard;
import io.stampede.topology.Lane;
import io.stampede.topology.Topology;
import io.stampede.topology.Words;
import io.stampede.topology.Workload;
import io.stampede.web.Tokens;
import io.stampede.web.model.References;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The addresses in use, and who has them.
final class AddressGrid extends FactGrid<Lane.Address> {
  private final References references;
  private final Map<String, Workload> workloads = new HashMap<>();
  private final Map<String, String> hosts = new HashMap<>();

  AddressGrid(References references) {
    super(address -> address.network() + "/" + address.address());
    this.references = references;
    Ui.test(this, "addresses");
    getElement().setAttribute("aria-label", Words.say("map.addresses"));
    text("address.address", "address", Lane.Address::address)
        .setComparator(Comparator.comparing(a -> padded(a.address())))
        .setWidth("130px")
        .setFrozen(true);
    text("address.network", "network", Lane.Address::network);
    addColumn(link(Lane.Address::name, a -> references.path(a.kind(), a.workload())))
        .setHeader(Words.say("address.name"))
        .setKey("name")
        .setComparator(Comparator.comparing(Lane.Address::name))
        .setResizable(true)
        .setFlexGrow(2);
    text("address.kind", "kind", this::kind);
    addColumn(link(Lane.Address::host, this::host))
        .setHeader(Words.say("address.host"))
        .setKey("host")
        .setComparator(Comparator.comparing(Lane.Address::host))
        .setResizable(true)
        .setFlexGrow(1);
    addColumn(state()).setHeader(Words.say("way.state")).setKey("state").setFlexGrow(1);
  }

  private static Renderer<Lane.Address> link(
      Function<Lane.Address, String> text, Function<Lane.Address, String> href) {
    return LitRenderer.<Lane.Address>of(
            "<a class=\"st-reference\" href=\"${item.href}\" router-link>${item.text}</a>")
        .withProperty("text", text::apply)
        .withProperty("href", href::apply);
  }

  private Renderer<Lane.Address> state() {
    return LitRenderer.<Lane.Address>of(
            "<div class=\"st-state\"><span class=\"st-dot ${item.tone}\" aria-hidden=\"true\">"
                + "</span><span class=\"st-word\">${item.word}</span></div>")
        .withProperty("tone", a -> status(a).map(Tokens.shared()::tone).orElse("calm"))
        .withProperty("word", a -> status(a).map(io.stampede.engine.Phase::word).orElse("–"));
  }

  private Optional<io.stampede.engine.Phase> status(Lane.Address address) {
    return Optional.ofNullable(workloads.get(address.key())).map(w -> w.status().phase());
  }

  private String kind(Lane.Address address) {
    return references.label(address.kind());
  }

  private String host(Lane.Address address) {
    var id = hosts.get(address.host());
    return id == null ? "hosts" : references.path("host", id);
  }

  /// So that 10.42.0.9 is before 10.42.0.10.
  private static String padded(String address) {
    var padded = new StringBuilder();
    for (var part : address.split("\\.", -1)) padded.append("%4s".formatted(part));
    return padded.toString();
  }

  void show(Topology topology, String text) {
    workloads.clear();
    topology.workloads().forEach(w -> workloads.put(w.key(), w));
    hosts.clear();
    for (HostCard host : topology.hosts()) hosts.put(host.name(), host.id());
    show(topology.addresses().stream().filter(a -> matches(text, words(a))).toList());
    getDataProvider().refreshAll();
  }

  private static String words(Lane.Address a) {
    return String.join(" ", a.address(), a.network(), a.name(), a.kind(), a.host());
  }
}
