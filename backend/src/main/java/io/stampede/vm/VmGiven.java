package io.stampede.vm;

import io.stampede.network.Card;
import io.stampede.schema.Field;
import java.util.List;
import java.util.Optional;

/// What a machine was given on managed networks.
public record VmGiven(
    @Field(label = "Address", help = "On managed networks.", create = false, column = true)
        Optional<String> address,
    List<Card> cards) {
  static final VmGiven NOTHING = new VmGiven(List.of());

  public VmGiven {
    cards = List.copyOf(cards);
  }

  VmGiven(List<Card> cards) {
    this(Card.addresses(cards), cards);
  }
}
