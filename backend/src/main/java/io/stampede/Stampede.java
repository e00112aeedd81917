package io.stampede;

import io.stampede.adoption.Census;
import io.stampede.client.Change;
import io.stampede.client.ChangeFeed;
import io.stampede.client.Faces;
import io.stampede.client.LocalClient;
import io.stampede.client.StampedeClient;
import io.stampede.component.Components;
import io.stampede.container.ContainerFace;
import io.stampede.container.ContainerKind;
import io.stampede.container.ContainerStrangers;
import io.stampede.demo.DemoPlaneHost;
import io.stampede.edge.FloatingIpFace;
import io.stampede.edge.IpPoolFace;
import io.stampede.edge.IpPoolKind;
import io.stampede.edge.LeadKind;
import io.stampede.edge.PortFace;
import io.stampede.engine.Engine;
import io.stampede.engine.ResourceId;
import io.stampede.figures.FigureHistory;
import io.stampede.host.HostFace;
import io.stampede.host.HostKind;
import io.stampede.host.Installation;
import io.stampede.image.ImageCopyFace;
import io.stampede.image.ImageCopyKind;
import io.stampede.image.ImageFace;
import io.stampede.image.ImageKind;
import io.stampede.image.ImageStore;
import io.stampede.network.HostNetworkFace;
import io.stampede.network.HostNetworkKind;
import io.stampede.network.LinkFace;
import io.stampede.network.LinkKind;
import io.stampede.network.NetworkFace;
import io.stampede.network.NetworkKind;
import io.stampede.network.Redirecting;
import io.stampede.network.SecurityGroupFace;
import io.stampede.network.SecurityGroupKind;
import io.stampede.onboard.CandidateFace;
import io.stampede.onboard.CandidateKind;
import io.stampede.snapshot.SnapshotFace;
import io.stampede.snapshot.SnapshotKind;
import io.stampede.store.Store;
import io.stampede.template.InstanceTypeFace;
import io.stampede.template.InstanceTypeKind;
import io.stampede.template.TemplateFace;
import io.stampede.template.TemplateKind;
import io.stampede.vm.KeyPairFace;
import io.stampede.vm.KeyPairKind;
import io.stampede.vm.LibvirtVmHost;
import io.stampede.vm.VmFace;
import io.stampede.vm.VmKind;
import io.stampede.vm.VmStrangers;
import io.stampede.volume.VolumeFace;
import io.stampede.volume.VolumeKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The backend, wired by hand. One process owns one data folder.
public final class Stampede implements AutoCloseable {
  /// @param data where everything is kept: database, keys, images
  /// @param demo whether hosts are emulated in memory instead of reached over SSH
  /// @param engine how the engine works
  /// @param components what hosts are given of ours
  /// @param toolkitLoop whether a toolkit of this process runs GLib's main loop, as GTK does
  public record Settings(
      Path data, boolean demo, Engine.Settings engine, Components components, boolean toolkitLoop) {
    public static Settings in(Path data) {
      return new Settings(data, false, Engine.Settings.USUAL, Components.none(), false);
    }

    public Settings withToolkitLoop() {
      return new Settings(data, demo, engine, components, true);
    }

    public Settings asDemo() {
      return new Settings(data, true, engine.withTwice(true), components, toolkitLoop);
    }

    public Settings withTwice(boolean twice) {
      return new Settings(data, demo, engine.withTwice(twice), components, toolkitLoop);
    }

    public Settings withComponents(Components next) {
      return new Settings(data, demo, engine, next, toolkitLoop);
    }
  }

  private final DataFolder folder;
  private final Ports ports;
  private final Store store;
  private final Engine engine;
  private final FigureHistory figures;
  private final Faces faces;
  private final LocalClient client;
  private final Census census;

  private Stampede(DataFolder folder, Settings settings) throws IOException {
    this.folder = folder;
    if (settings.toolkitLoop()) LibvirtVmHost.leaveEventsToToolkit();
    var clock = InstantSource.system();
    var wakes = new Wakes();
    var changes = new ChangeFeed();
    this.ports =
        settings.demo()
            ? new Emulated(clock, wakes)
            : new OverSsh(
                folder.path(),
                Installation.here(folder.installation()),
                settings.components(),
                clock,
                wakes);
    var copies = new StoredImageCopies(wakes);
    var images = new ImageStore(folder.path().resolve("images"));
    var volumes = new StoredVolumes(ports.machines(), wakes);
    var snapshots = new StoredSnapshots(wakes);
    var templates = new StoredTemplates(wakes);
    var clones = new StoredClones(wakes);
    var neighbours = new StoredNeighbours(wakes);
    var candidates =
        new CandidateKind(
            ports.candidates(),
            neighbours,
            folder.installation(),
            settings.components(),
            clock,
            wakes::wake);
    var links = new StoredLinks(wakes);
    var edges = new StoredEdges(wakes);
    var groups = new StoredGroups(wakes);
    var inborn = new StoredPorts(wakes);
    var networks = new StoredNetworks(folder.installation(), links, edges, inborn, groups, wakes);
    var hostKind = new HostKind(ports.hosts(), settings.components(), networks::before, clock);
    var hosts = new HostFace(hostKind, ports.hosts(), clock);
    this.faces =
        faces(
            ports,
            hosts,
            candidates,
            images,
            copies,
            volumes,
            snapshots,
            templates,
            clones,
            networks,
            links,
            edges,
            groups,
            clock);
    this.store =
        Store.open(
            folder.path(),
            clock,
            faces.stored(),
            (id, what) -> changes.publish(id, Change.What.valueOf(what.name())));
    this.engine = new Engine(clock, store, store.journal(), settings.engine(), faces.kinds());
    copies.in(store);
    volumes.in(store);
    snapshots.in(store);
    templates.in(store);
    clones.in(store);
    neighbours.in(store);
    networks.in(store);
    edges.in(store);
    inborn.in(store);
    groups.in(store);
    networks.makeDefault();
    links.in(store);
    wakes.to(engine);
    this.figures =
        new FigureHistory(
            ports.figures(),
            store.figures(),
            clock,
            host -> changes.publish(new ResourceId("figures", host), Change.What.CHANGED));
    this.client = new LocalClient(faces, store, engine, changes, figures, clock);
    this.census =
        new Census(
            store,
            engine::wake,
            List.of(new ContainerStrangers(ports.containers()), new VmStrangers(ports.machines())));
    wakes.to(census);
    copies.releaseLost();
    snapshots.releaseLost();
    clones.tidy();
    var unusedEight = client.watch(clones::heard);
    var unused = client.watch(change -> heard(change, copies));
    var unusedToo = client.watch(networks::heard);
    var unusedThree = client.watch(links::heard);
    var unusedEither = client.watch(edges::heard);
    var unusedFive = client.watch(inborn::heard);
    var unusedSix = client.watch(volumes::heard);
    var unusedSeven = client.watch(snapshots::heard);
    var unusedFour = client.watch(groups::heard);
    ports.listen();
    engine.start();
    networks.heard(HostKind.NAME);
    edges.follow();
    census.start();
    figures.start();
  }

  private void heard(Change change, StoredImageCopies copies) {
    if (!change.kind().equals(HostKind.NAME)) return;
    census.hostChanged(change.id());
    if (change.what() == Change.What.REMOVED) copies.releaseLost();
  }

  /// Every kind there is, in the order of the navigation.
  private static Faces faces(
      Ports ports,
      HostFace hosts,
      CandidateKind candidates,
      ImageStore images,
      StoredImageCopies copies,
      StoredVolumes volumes,
      StoredSnapshots snapshots,
      StoredTemplates templates,
      StoredClones clones,
      StoredNetworks networks,
      StoredLinks links,
      StoredEdges edges,
      StoredGroups groups,
      InstantSource clock) {
    var redirecting = new Redirecting(networks, ports.plane());
    edges.by(redirecting);
    return new Faces(
        List.of(
            hosts,
            new CandidateFace(candidates, ports.candidates()),
            new VmFace(
                new VmKind(ports.machines(), copies, networks, networks, clock)
                    .with(templates)
                    .with(clones)
                    .with(volumes)),
            new ContainerFace(
                new ContainerKind(ports.containers(), networks, clock),
                ports.containers(),
                ports.listeners()),
            new VolumeFace(
                new VolumeKind(ports.volumes(), volumes.around(ports.images(), copies), clock)),
            new SnapshotFace(new SnapshotKind(ports.machines(), snapshots, clock)),
            new NetworkFace(new NetworkKind(networks, clock)),
            new LinkFace(new LinkKind(links, redirecting, clock)),
            new PortFace(LeadKind.ports(edges, clock), ports.listeners()),
            new IpPoolFace(new IpPoolKind(edges::uses, clock)),
            new FloatingIpFace(LeadKind.floating(edges, clock)),
            new SecurityGroupFace(new SecurityGroupKind(groups, clock)),
            new HostNetworkFace(new HostNetworkKind(networks, ports.plane(), redirecting, clock)),
            new ImageFace(new ImageKind(images, copies, ports.images(), clones, clock), images),
            new TemplateFace(new TemplateKind(templates::newest, clock)),
            new InstanceTypeFace(new InstanceTypeKind(templates::machines, clock)),
            new KeyPairFace(new KeyPairKind(clock)),
            new ImageCopyFace(
                new ImageCopyKind(images, ports.images(), copies::isHost, copies::direct, clock))));
  }

  /// @throws IOException when another process owns the folder, or it cannot be written
  public static Stampede open(Settings settings) throws IOException {
    return new Stampede(DataFolder.own(settings.data()), settings);
  }

  public StampedeClient client() {
    return client;
  }

  /// All that there is, for what a test asks of every kind.
  Faces faces() {
    return faces;
  }

  /// The networks of emulated hosts, for what a test does to them; empty over real ones.
  public Optional<DemoPlaneHost> emulatedNetworks() {
    return ports.plane() instanceof DemoPlaneHost demo ? Optional.of(demo) : Optional.empty();
  }

  @Override
  public void close() throws IOException {
    census.close();
    engine.close();
    figures.close();
    client.close();
    ports.close();
    store.close();
    folder.close();
  }
}
