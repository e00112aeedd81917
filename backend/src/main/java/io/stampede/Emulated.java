package io.stampede;

import io.stampede.container.ContainerHosts;
import io.stampede.demo.DemoCandidateHost;
import io.stampede.demo.DemoFigureSource;
import io.stampede.demo.DemoHosts;
import io.stampede.demo.DemoImageHost;
import io.stampede.demo.DemoPlaneHost;
import io.stampede.demo.DemoReach;
import io.stampede.demo.DemoVmHost;
import io.stampede.demo.DemoVolumeHost;
import io.stampede.edge.Listeners;
import io.stampede.figures.FigureSource;
import io.stampede.host.HostAccess;
import io.stampede.image.ImageHost;
import io.stampede.onboard.CandidateHost;
import io.stampede.plane.PlaneHost;
import io.stampede.vm.VmHost;
import io.stampede.volume.VolumeHost;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Hosts in memory, for laws, scale and the tests of screens: there is one at every address.
final class Emulated implements Ports {
  /// So that a person sees checks come in one after the other.
  private static final Duration LATENCY = Duration.ofMillis(300);

  private final DemoHosts hosts;
  private final DemoCandidateHost candidates;
  private final DemoImageHost images;
  private final DemoVmHost machines;
  private final DemoVolumeHost volumes;
  private final DemoPlaneHost plane;

  Emulated(InstantSource clock, Wakes wakes) {
    this.hosts = new DemoHosts(clock, true);
    this.candidates = new DemoCandidateHost(hosts, LATENCY);
    var reach = DemoReach.to(hosts);
    this.images = new DemoImageHost(reach, clock);
    this.volumes = new DemoVolumeHost(reach, images, clock);
    this.plane = new DemoPlaneHost(reach, clock);
    this.machines = new DemoVmHost(reach, images, clock, wakes::wake);
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
    return hosts;
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

  /// Nobody listens on them.
  @Override
  public Listeners listeners() {
    return (_, _) -> Optional.of(List.of());
  }

  @Override
  public FigureSource figures() {
    return new DemoFigureSource(hosts, machines);
  }

  @Override
  public void listen() {
    // nobody but us changes anything there
  }

  @Override
  public void close() {
    // they end with the process
  }
}
