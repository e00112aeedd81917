package io.stampede.network;

import io.stampede.engine.Phase;
import io.stampede.engine.Step;
import java.util.ArrayList;
import java.util.List;

/// The moves of a link.
public sealed interface LinkStep extends Step {
  /// @param at its address
  /// @param elements what its consumer's host is to have for it; none means that it refuses
  /// @param cut whether connections that go elsewhere are ended
  record Point(String alias, String at, List<String> elements, boolean cut) implements LinkStep {
    public Point {
      elements = List.copyOf(elements);
    }

    @Override
    public String title() {
      return elements.isEmpty() ? "close " + alias : "point " + alias;
    }

    @Override
    public Phase phase() {
      return Phase.UPDATING;
    }

    @Override
    public List<String> calls() {
      var calls = new ArrayList<String>();
      elements.forEach(element -> calls.add("nft add element ip stampede " + element));
      if (elements.isEmpty())
        calls.add("nft delete element ip stampede links { %s … }".formatted(at));
      if (cut) calls.add("conntrack -D --orig-dst %s (what goes elsewhere)".formatted(at));
      return calls;
    }
  }

  /// Takes its elements from its consumer's host.
  record TakeAway(String alias, String at) implements LinkStep {
    @Override
    public String title() {
      return "take " + alias + " away";
    }

    @Override
    public Phase phase() {
      return Phase.REMOVING;
    }

    @Override
    public List<String> calls() {
      return List.of("nft delete element ip stampede links { %s … }".formatted(at));
    }
  }
}
