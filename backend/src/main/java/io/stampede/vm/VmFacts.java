package io.stampede.vm;

import io.stampede.image.ImageCopies;
import io.stampede.image.ImageFormat;
import io.stampede.network.Pending;
import io.stampede.schema.Field;
import io.stampede.volume.VolumeReadiness;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// What can be seen of a machine on its host.
///
/// @param hypervisor whether the host has libvirt at all
/// @param nameTaken whether a domain of the same name is there that is not ours
/// @param marked whether its domain carries our mark
/// @param copy what is known of the intent to have the image on the host
/// @param run tells one run of the machine from the next; empty when it does not run
/// @param vncSocket the path of its screen's socket on the host
/// @param pending why it cannot be plugged into its managed networks yet
/// @param volumesPending why its volumes cannot be used yet
/// @param drive the print of the drive that it is to have at its next start; see [Drive]
/// @param disc what its host has of the image in its CD drive
public record VmFacts(
    boolean hypervisor,
    boolean nameTaken,
    Files files,
    Optional<Domain> domain,
    boolean marked,
    ImageCopies.Copy copy,
    @Field(label = "IP address", help = "As its guest says.", more = true)
        Optional<String> ipAddress,
    @Field(label = "UUID", help = "Of the domain in libvirt.", more = true) Optional<String> uuid,
    @Field(label = "Run", help = "Changes with every start.", more = true) Optional<String> run,
    Optional<String> vncSocket,
    Optional<Pending> pending,
    Optional<String> drive,
    @Field(
            label = "Pending",
            help = "What was asked for and is so from its next start, or when its guest lets go.")
        List<String> pendingChanges,
    VmStorage.Seen seenVolumes,
    Optional<VolumeReadiness.Waiting> volumesPending,
    Disc disc,
    @Field(
            label = "Snapshots",
            help = "Whoever made them; the parent of one is where it goes on from.",
            more = true)
        List<VmSnapshot> snapshots) {
  public VmFacts {
    snapshots = List.copyOf(snapshots);
    pendingChanges = List.copyOf(pendingChanges);
  }

  /// What is in the host's file system.
  ///
  /// @param image the format of the image's finished copy on the host
  /// @param drives prints of the drives with metadata that are there
  public record Files(
      boolean folder, boolean disk, Optional<ImageFormat> image, List<String> drives) {
    public Files {
      drives = drives.stream().sorted().toList();
    }

    /// Without a drive.
    public Files(boolean folder, boolean disk, Optional<ImageFormat> image) {
      this(folder, disk, image, List.of());
    }
  }

  /// @param format of the finished copy on the host
  /// @param copy what is known of the intent to have it there
  public record Disc(Optional<ImageFormat> format, ImageCopies.Copy copy) {
    public static final Disc NONE = new Disc(Optional.empty(), ImageCopies.Copy.NONE);
  }

  /// What libvirt knows of it.
  ///
  /// @param defined what it is at its next start
  /// @param live what it is in this run
  /// @param autostart whether it starts with its host
  /// @param name what libvirt calls it; empty where that was not looked at
  /// @param done the number of the last wish that was brought about; see [VmPower]
  /// @param off why it does not run
  /// @param notes what its run was told
  public record Domain(
      DomainState state,
      VmShape defined,
      Optional<VmShape> live,
      boolean autostart,
      Optional<String> name,
      OptionalInt done,
      Optional<Off> off,
      Optional<VmNotes> notes) {
    /// With nothing known but what it is.
    public Domain(DomainState state, VmShape defined, Optional<VmShape> live, boolean autostart) {
      this(
          state,
          defined,
          live,
          autostart,
          Optional.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          Optional.empty());
    }

    public Domain changed(Consumer<DomainDraft> change) {
      var draft = new DomainDraft(this);
      change.accept(draft);
      return draft.domain();
    }

    VmNotes noted() {
      return notes.orElse(VmNotes.NONE);
    }
  }

  /// Why a machine does not run.
  public enum Off {
    /// Somebody shut it down, or its guest did so itself.
    SHUT_DOWN,
    /// Somebody pulled its plug.
    SWITCHED_OFF,
    /// Its QEMU died.
    CRASHED,
    /// It could not be started.
    FAILED,
    /// Not since libvirt is up.
    UNKNOWN
  }

  public enum DomainState {
    RUNNING,
    PAUSED,
    STOPPED,
    /// The guest has crashed; QEMU is still there.
    CRASHED
  }

  /// Of a host that has libvirt, and nothing of the machine.
  public static final VmFacts NOTHING = new VmFactsDraft().facts();

  /// The same but for what is changed.
  public VmFacts changed(Consumer<VmFactsDraft> change) {
    var draft = new VmFactsDraft(this);
    change.accept(draft);
    return draft.facts();
  }

  /// Whether QEMU runs.
  public boolean active() {
    return domain.filter(d -> d.state() != DomainState.STOPPED).isPresent();
  }

  VmFacts withCopy(ImageCopies.Copy next) {
    return changed(d -> d.copy = next);
  }

  VmFacts with(Optional<Pending> next) {
    return changed(d -> d.pending = next);
  }

  VmFacts waitingFor(List<String> changes) {
    return changed(d -> d.pendingChanges = changes);
  }

  VmFacts withDrive(Optional<String> next) {
    return changed(d -> d.drive = next);
  }
}
