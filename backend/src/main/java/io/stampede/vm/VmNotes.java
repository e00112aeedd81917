package io.stampede.vm;

import static io.stampede.vm.Xml.child;
import static io.stampede.vm.Xml.escape;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/// What is noted in a machine's domain for as long as its run lasts: what its guest was told
/// already, and has not done yet. It is gone with the run, and a console that starts anew finds it.
///
/// @param wish the number of the wish for which the guest was asked to shut down; see [VmPower]
/// @param asked when it was asked first
/// @param pressed when it was asked last
/// @param told what is told once a run, with what was told of it
public record VmNotes(
    int wish, Optional<Instant> asked, Optional<Instant> pressed, Map<String, String> told) {
  static final String NAMESPACE = "urn:stampede:run";
  static final String PREFIX = "stampede-run";
  public static final VmNotes NONE = new VmNotes(0, Optional.empty(), Optional.empty(), Map.of());

  static final String CPUS = "cpus";
  static final String MEMORY = "memory";
  static final String DISC = "disc";
  private static final String PLUG = "plug/";
  private static final String UNPLUG = "unplug/";

  public VmNotes {
    told = Map.copyOf(told);
  }

  static String plug(String mac) {
    return PLUG + mac;
  }

  static String unplug(String mac) {
    return UNPLUG + mac;
  }

  /// When the guest was asked to shut down for this wish.
  Optional<Instant> askedFor(int number) {
    return wish == number ? asked : Optional.empty();
  }

  boolean wasTold(String what, Object value) {
    return String.valueOf(value).equals(told.get(what));
  }

  /// @param value what is told; a card that was plugged in may be unplugged again, and the reverse
  public VmNotes telling(String what, Object value) {
    var next = new TreeMap<>(told);
    if (what.startsWith(PLUG)) next.remove(UNPLUG + what.substring(PLUG.length()));
    if (what.startsWith(UNPLUG)) next.remove(PLUG + what.substring(UNPLUG.length()));
    next.put(what, value.toString());
    return new VmNotes(wish, asked, pressed, next);
  }

  public VmNotes pressing(int number, Instant now) {
    return new VmNotes(number, askedFor(number).or(() -> Optional.of(now)), Optional.of(now), told);
  }

  /// As libvirt takes it for a domain that runs.
  String xml() {
    return "<run wish='%d'%s%s told='%s'/>"
        .formatted(
            wish,
            asked.map(at -> " asked='" + at + "'").orElse(""),
            pressed.map(at -> " pressed='" + at + "'").orElse(""),
            escape(
                new TreeMap<>(told)
                    .entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining(" "))));
  }

  static Optional<VmNotes> of(Element domain) {
    return child(domain, "metadata").stream()
        .flatMap(metadata -> Xml.elements(metadata).stream())
        .filter(e -> NAMESPACE.equals(e.getNamespaceURI()) && "run".equals(e.getLocalName()))
        .findFirst()
        .map(VmNotes::read);
  }

  private static VmNotes read(Element run) {
    var told = new TreeMap<String, String>();
    Arrays.stream(run.getAttribute("told").split(" "))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2)
        .forEach(pair -> told.put(pair[0], pair[1]));
    var wish = run.getAttribute("wish");
    return new VmNotes(
        wish.matches("[0-9]{1,9}") ? Integer.parseInt(wish) : 0,
        instant(run.getAttribute("asked")),
        instant(run.getAttribute("pressed")),
        told);
  }

  private static Optional<Instant> instant(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
