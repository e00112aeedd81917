package io.stampede;

import io.stampede.component.Components;
import io.stampede.container.ContainerHosts;
import io.stampede.container.DockerContainerHosts;
import io.stampede.container.DockerEvents;
import io.stampede.edge.Listeners;
import io.stampede.edge.SshListeners;
import io.stampede.figures.FigureSource;
import io.stampede.host.HostAccess;
import io.stampede.host.HostLink;
import io.stampede.host.Installation;
import io.stampede.host.SshFigureSource;
import io.stampede.host.SshHostAccess;
import io.stampede.host.SshHostLinks;
import io.stampede.image.ImageHost;
import io.stampede.image.SshImageHost;
import io.stampede.onboard.CandidateHost;
import io.stampede.onboard.SshCandidateHost;
import io.stampede.plane.Authority;
import io.stampede.plane.PlaneHost;
import io.stampede.plane.SshPlaneHost;
import io.stampede.snapshot.SnapshotKind;
import io.stampede.ssh.SshConnections;
import io.stampede.vm.LibvirtVmHost;
import io.stampede.vm.VmHost;
import io.stampede.volume.SshVolumeHost;
import io.stampede.volume.VolumeHost;
import io.stampede.volume.VolumeKind;
import java.nio.file.Path;
import java.time.InstantSource;

/// Real hosts, each over one kept SSH connection.
final class OverSsh implements Ports {
  private final SshConnections ssh = SshConnections.mina();
  private final SshHostLinks links;
  private final SshHostAccess hosts;
  private final SshCandidateHost candidates;
  private final DockerContainerHosts containers;
  private final DockerEvents dockerEvents;
  private final LibvirtVmHost machines;
  private final SshImageHost images;
  private final SshVolumeHost volumes;
  private final SshFigureSource figures;
  private final PlaneHost plane;

  /// @param data where the keys of this installation lie
  /// @param installation what hosts are marked with
  /// @param components what hosts should have of ours
  OverSsh(
      Path data,
      Installation installation,
      Components components,
      InstantSource clock,
      Wakes wakes) {
    this.links = new SshHostLinks(ssh, wakes::wake);
    links.onUp(link -> wakeAll(wakes, link));
    links.onDown(link -> wakeAll(wakes, link));
    this.candidates = new SshCandidateHost(ssh, links, installation, clock);
    this.containers = new DockerContainerHosts(links, clock);
    this.dockerEvents = new DockerEvents(links, containers, wakes::wake, wakes::strange);
    this.machines = new LibvirtVmHost(links, clock, wakes::wake, wakes::strange);
    this.hosts =
        new SshHostAccess(
            ssh, links, machines, new SshHostAccess.Ours(installation, components), clock);
    this.figures = new SshFigureSource(links, clock, machines::figures);
    this.images = new SshImageHost(links, clock);
    this.volumes = new SshVolumeHost(links, clock);
    this.plane = new SshPlaneHost(links, new Authority(data, installation.id(), clock), clock);
  }

  private static void wakeAll(Wakes wakes, HostLink link) {
    wakes.wakeLane(link.id());
    wakes.wakeLane(VolumeKind.lane(link.id()));
    wakes.wakeLane(SnapshotKind.lane(link.id()));
  }

  @Override
  public HostAccess hosts() {
    return hosts;
  }

  @Override
  public CandidateHost candidates() {
    return candidates;
  }

  @Override
  public ContainerHosts containers() {
    return containers;
  }

  @Override
  public VmHost machines() {
    return machines;
  }

  @Override
  public ImageHost images() {
    return images;
  }

  @Override
  public VolumeHost volumes() {
    return volumes;
  }

  @Override
  public PlaneHost plane() {
    return plane;
  }

  @Override
  public Listeners listeners() {
    return new SshListeners(links);
  }

  @Override
  public FigureSource figures() {
    return figures;
  }

  @Override
  public void listen() {
    dockerEvents.start();
  }

  @Override
  public void close() {
    dockerEvents.close();
    machines.close();
    containers.close();
    candidates.close();
    links.close();
    ssh.close();
  }
}
