package io.stampede.volume;

import io.stampede.client.Content;
import io.stampede.client.Refused;
import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import io.stampede.engine.Sight;
import io.stampede.engine.Work;
import io.stampede.host.HostLink;
import io.stampede.host.HostLinks;
import io.stampede.host.HostProblems;
import io.stampede.image.SshImageHost;
import io.stampede.ssh.SshFailure;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/// Volumes on real hosts, over SSH.
public final class SshVolumeHost implements VolumeHost {
  private static final Duration AGAIN = Duration.ofSeconds(3);

  private final HostLinks links;
  private final InstantSource clock;

  public SshVolumeHost(HostLinks links, InstantSource clock) {
    this.links = links;
    this.clock = clock;
  }

  @Override
  public Sight<OnHost> look(String hostId, String volumeId) {
    var link = links.find(hostId);
    if (link.isEmpty()) return new Sight.Unseen<>(noLink(hostId), clock.instant());
    try {
      var is = new VolumeFolder(link.get(), volumeId).look();
      return is.equals(OnHost.NOTHING)
          ? new Sight.Missing<>(clock.instant())
          : new Sight.Found<>(is, clock.instant());
    } catch (SshFailure e) {
      return new Sight.Unseen<>(HostProblems.of(e, link.get().name()), clock.instant());
    }
  }

  @Override
  public String path(String volumeId, VolumeSpec spec) {
    return VolumeFolder.disk(volumeId, spec.number(), spec.format()).value();
  }

  private interface Move {
    Outcome on(HostLink link) throws SshFailure;
  }

  private Outcome on(String hostId, VolumeSpec spec, Move move) {
    var link = links.find(hostId);
    if (link.isEmpty()) return Outcome.again(noLink(hostId));
    var name = link.get().name();
    try {
      return move.on(link.get());
    } catch (SshFailure e) {
      if (VolumeTransfer.isUnwanted(e)) return Outcome.again(VolumeTransfer.OUTDATED);
      return Outcome.again(
          VolumeFolder.problem(e, spec, name).orElseGet(() -> HostProblems.of(e, name)), AGAIN);
    }
  }

  @Override
  public Outcome apply(String volumeId, VolumeSpec spec, VolumeStep.OnHost step) {
    return switch (step) {
      case VolumeStep.Leave(var _, var host, var number) ->
          on(host, spec, link -> leave(new VolumeFolder(link, volumeId), number));
      case VolumeStep.Send(var _, var from) -> transfer(volumeId, spec, from, true);
      case VolumeStep.Check(var _, var from) -> transfer(volumeId, spec, from, false);
      case VolumeStep.Create _,
          VolumeStep.Grow _,
          VolumeStep.Wipe _,
          VolumeStep.Tidy _,
          VolumeStep.Remove _ ->
          on(
              spec.hostId(),
              spec,
              link -> move(new VolumeFolder(link, volumeId), volumeId, spec, step));
    };
  }

  private static Outcome leave(VolumeFolder folder, int number) throws SshFailure {
    Work.note("%s$ rm …/disk-%d".formatted(folder.link().name(), number));
    folder.script(VolumeScripts.LEAVE, Integer.toString(number));
    return Outcome.done();
  }

  private Outcome transfer(String volumeId, VolumeSpec spec, String from, boolean send) {
    return on(
        from,
        spec,
        source ->
            on(
                spec.hostId(),
                spec,
                target -> {
                  var transfer = new VolumeTransfer(source, target, volumeId, spec);
                  return send ? transfer.send() : transfer.check();
                }));
  }

  private Outcome move(
      VolumeFolder folder, String volumeId, VolumeSpec spec, VolumeStep.OnHost step)
      throws SshFailure {
    var disk = path(volumeId, spec);
    var format = spec.format().word();
    step.calls().forEach(call -> Work.note("$ " + call));
    switch (step) {
      case VolumeStep.Create(var _, var _, var gib, var image) ->
          folder.script(
              VolumeScripts.CREATE,
              disk,
              format,
              Integer.toString(gib),
              image.map(id -> SshImageHost.FOLDER.child(id).value()).orElse(""));
      case VolumeStep.Grow(var _, var gib) ->
          folder.plain(VolumeScripts.GROW, disk, format, Integer.toString(gib));
      case VolumeStep.Wipe(var _, var count) ->
          folder.script(
              VolumeScripts.WIPE,
              disk,
              format,
              Integer.toString(spec.sizeGib().orElseThrow()),
              Integer.toString(count));
      case VolumeStep.Tidy _ -> folder.script(VolumeScripts.TIDY);
      case VolumeStep.Remove _ -> folder.remove();
      case VolumeStep.Leave _, VolumeStep.Send _, VolumeStep.Check _ ->
          throw new IllegalStateException("not of one host alone: " + step);
    }
    return Outcome.done();
  }

  @Override
  public void upload(String volumeId, VolumeSpec spec, InputStream content, Runnable check) {
    var link = link(spec);
    try {
      new VolumeContent(link, volumeId, spec).take(content, check);
    } catch (SshFailure e) {
      throw failed(link, spec, e);
    }
  }

  @Override
  public Content download(String volumeId, VolumeSpec spec) {
    var link = link(spec);
    try {
      return new VolumeContent(link, volumeId, spec).give();
    } catch (SshFailure e) {
      throw failed(link, spec, e);
    }
  }

  private HostLink link(VolumeSpec spec) {
    Supplier<Refused> none =
        () -> new Refused(Refused.Reason.UNREACHABLE, noLink(spec.hostId()), List.of());
    return links.find(spec.hostId()).orElseThrow(none);
  }

  private static Refused failed(HostLink link, VolumeSpec spec, SshFailure e) {
    var problem =
        VolumeFolder.problem(e, spec, link.name()).orElseGet(() -> HostProblems.of(e, link.name()));
    return new Refused(Refused.Reason.UNREACHABLE, problem, List.of());
  }

  private static Problem noLink(String hostId) {
    return Problem.host(
        "not-connected", "the host " + hostId + " is not connected", "look at it under Hosts");
  }
}
