package io.stampede.vm;

import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import io.stampede.engine.Work;
import io.stampede.host.HostLink;
import io.stampede.vm.LibvirtFailure.Reason;
import io.stampede.vm.VmFacts.DomainState;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalInt;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;

/// A machine's power through libvirt. A wish is noted in the domain in the same call in which it
/// was brought about, so that doing it again does nothing.
final class LibvirtPower {
  private static final Duration QUICK = Duration.ofSeconds(15);
  private static final Duration SLOW = Duration.ofSeconds(90);

  /// A step done twice presses the button once.
  private static final Duration JUST_NOW = Duration.ofSeconds(1);

  private final HostLink link;
  private final LibvirtOnHost libvirt;
  private final Domains domains;
  private final Instant now;

  LibvirtPower(HostLink link, LibvirtOnHost libvirt, Domains domains, Instant now) {
    this.link = link;
    this.libvirt = libvirt;
    this.domains = domains;
    this.now = now;
  }

  Outcome apply(PowerStep step) throws LibvirtFailure {
    Work.note(String.join("\n", step.calls()));
    return switch (step) {
      case PowerStep.Start(var name, var wish) -> start(name, wish);
      case PowerStep.Shutdown(var _, var wish, var _) -> shutdown(wish);
      case PowerStep.ForceOff(var _, var wish) ->
          on(
              SLOW,
              domain -> {
                if (domain.isActive() == 1) domain.destroy();
                domains.note(domain, wish);
              });
      case PowerStep.Pause(var _, var wish) ->
          once(
              wish,
              domain -> {
                if (Domains.state(domain) == DomainState.RUNNING) domain.suspend();
              });
      case PowerStep.Resume(var _, var wish) ->
          once(
              wish,
              domain -> {
                if (Domains.state(domain) == DomainState.PAUSED) domain.resume();
              });
      case PowerStep.Reset(var _, var wish) -> once(wish, Domain::reset);
      case PowerStep.Reboot(var _, var wish) -> once(wish, domain -> domain.reboot(0));
      case PowerStep.Revert revert ->
          new LibvirtSnapshots(libvirt, domains, revert.name()).revert(revert);
      case PowerStep.Keep(var _, var autostart, var wish) ->
          on(
              QUICK,
              domain -> {
                domain.setAutostart(autostart);
                domains.note(domain, OptionalInt.of(wish));
              });
    };
  }

  private interface Move {
    void on(Domain domain) throws LibvirtException, LibvirtFailure;
  }

  /// A domain that is not there needs nothing: the next look tells what is to be done instead.
  private Outcome on(Duration deadline, Move move) throws LibvirtFailure {
    libvirt.call(
        deadline,
        c ->
            domains.with(
                c,
                domain -> {
                  move.on(domain);
                  return true;
                }));
    return Outcome.done();
  }

  /// Not again when it is noted already.
  private Outcome once(int wish, Move move) throws LibvirtFailure {
    return on(
        QUICK,
        domain -> {
          if (domains.done(domain).equals(OptionalInt.of(wish))) return;
          if (domain.isActive() == 1) move.on(domain);
          domains.note(domain, OptionalInt.of(wish));
        });
  }

  private Outcome start(VmName name, OptionalInt wish) throws LibvirtFailure {
    try {
      return on(
          SLOW,
          domain -> {
            if (domain.isActive() == 0) domain.create();
            if (wish.isPresent()) domains.note(domain, wish);
          });
    } catch (LibvirtFailure e) {
      if (e.reason() != Reason.REFUSED) throw e;
      var why = String.valueOf(e.getMessage());
      Work.note(why);
      if (isNoUefi(why)) return Outcome.stuck(noUefi(link.name(), why));
      return Outcome.again(startFailed(name, why), Duration.ofSeconds(3));
    }
  }

  /// By libvirt's own words: some versions say so when a machine is defined, some at its start.
  static boolean isNoUefi(String why) {
    return why.contains("any firmware");
  }

  static Problem noUefi(String host, String why) {
    return Problem.host(
        "no-uefi",
        "%s has no UEFI for machines: %s".formatted(host, why),
        "install OVMF there (Debian: apt install ovmf), or choose BIOS");
  }

  private Problem startFailed(VmName name, String why) {
    if (why.toLowerCase(Locale.ROOT).contains("cannot allocate memory")) {
      return Problem.capacity(
          "no-memory",
          "%s has not enough memory for %s".formatted(link.name(), name),
          "give it less memory, or choose another host");
    }
    if (why.contains("No space left")) {
      return Problem.capacity(
          "no-space",
          "%s has no space left to run %s".formatted(link.name(), name),
          "free space in /var/lib on " + link.name());
    }
    return Problem.host(
        "start-failed",
        "%s cannot start %s: %s".formatted(link.name(), name, why),
        "see /var/log/libvirt/qemu/%s.log on %s".formatted(name, link.name()));
  }

  /// One that stands still cannot heed its button.
  private Outcome shutdown(int wish) throws LibvirtFailure {
    return on(
        QUICK,
        domain -> {
          if (domain.isActive() == 0) return;
          var notes = domains.notes(domain);
          boolean justNow =
              notes.askedFor(wish).isPresent()
                  && notes.pressed().filter(at -> now.isBefore(at.plus(JUST_NOW))).isPresent();
          if (justNow) return;
          if (Domains.state(domain) == DomainState.PAUSED) domain.resume();
          if (Domains.state(domain) == DomainState.RUNNING) domain.shutdown();
          domains.note(domain, notes.pressing(wish, now));
        });
  }
}
