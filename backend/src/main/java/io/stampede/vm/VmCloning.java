package io.stampede.vm;

import io.stampede.client.Refused;
import io.stampede.engine.Phase;
import io.stampede.network.Nic;
import io.stampede.placement.Wish;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.Codec;
import io.stampede.schema.Field;
import java.util.Map;
import java.util.Optional;

/// A machine made as another one is: its own id, name, cards and addresses, and all else as there.
/// Its volumes and its disc stay where they are.
final class VmCloning {
  static final String NAME = "clone";

  static final ActionSchema ACTION =
      ActionSchema.of(
              NAME,
              "Clone",
              "Makes another machine with what is on its disk now. Its volumes are not cloned.",
              Phase.STOPPED)
          .withInput(As.class);

  private VmCloning() {}

  /// @param host an id
  record As(
      @Field(
              label = "Name",
              maxLength = 63,
              pattern = VmName.PATTERN,
              help = "Of the new machine.",
              example = "web2")
          VmName name,
      @Field(
              label = "Host",
              reference = "host",
              help = "Where it is to be; one that fits is chosen when this is left open.")
          Optional<String> host,
      @Field(
              label = "Linked",
              byDefault = "false",
              help =
                  "Its disk holds only what differs from a copy that is made once: quicker on that"
                      + " host, and takes less room.")
          boolean linked,
      @Field(label = "Start", byDefault = "true", help = "Start it when it is made.")
          boolean start) {}

  static VmSpec cloned(String id, VmSpec of, Map<String, ?> input) {
    if (of.bond().nativeId().isPresent()) {
      throw Refused.conflict(
          "not-ours",
          of.name() + " was not made here, and its disks are not known",
          "clone it with virt-clone on its host, and adopt that one");
    }
    return switch (new Codec<>(As.class).read(input)) {
      case Codec.Result.Ok<As>(var as) -> cloned(id, of, as);
      case Codec.Result.Bad<As>(var errors) -> throw Refused.fields(errors);
    };
  }

  private static VmSpec cloned(String id, VmSpec of, As as) {
    var source = VmSource.NOTHING.cloning(new CloneOf(id, as.linked(), false));
    var draft = new VmSpecDraft(as.name(), as.host(), source, of.size());
    draft.networks =
        of.networks().stream()
            .map(nic -> nic.asManaged().map(m -> Nic.managed(m.network())).orElse(nic))
            .toList();
    draft.guest = of.guest();
    draft.securityGroups = of.securityGroups();
    draft.hardware = of.hardware();
    draft.wish = unplaced(of.wish());
    draft.power = of.power().afresh(as.start());
    return draft.spec();
  }

  private static Wish unplaced(Wish wish) {
    return new Wish(
        wish.require(),
        wish.prefer(),
        wish.avoid(),
        wish.strategy(),
        wish.near(),
        wish.away(),
        Optional.empty());
  }
}
