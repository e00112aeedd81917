package io.stampede;

import io.stampede.container.ContainerHosts;
import io.stampede.edge.Listeners;
import io.stampede.figures.FigureSource;
import io.stampede.host.HostAccess;
import io.stampede.image.ImageHost;
import io.stampede.onboard.CandidateHost;
import io.stampede.plane.PlaneHost;
import io.stampede.vm.VmHost;
import io.stampede.volume.VolumeHost;

/// What the kinds ask of hosts, however these are reached.
interface Ports extends AutoCloseable {
  HostAccess hosts();

  CandidateHost candidates();

  ContainerHosts containers();

  VmHost machines();

  ImageHost images();

  VolumeHost volumes();

  PlaneHost plane();

  Listeners listeners();

  FigureSource figures();

  /// Begins to listen to what happens on hosts.
  void listen();

  @Override
  void close();
}
