package io.stampede.template;

import io.stampede.image.ImageName;
import io.stampede.image.ImageUrl;
import io.stampede.schema.Field;
import java.util.Optional;

/// What machines can be made of by its name alone.
///
/// @param builtIn whether it comes with the console
public record TemplateSpec(
    @Field(
            label = "Name",
            column = true,
            maxLength = 30,
            pattern = "[a-z0-9][a-z0-9.-]{0,29}",
            example = "debian")
        ImageName name,
    @Field(label = "Title", column = true, update = true, maxLength = 80, example = "Debian stable")
        String title,
    @Field(label = "Family", byDefault = "other", update = true) Family family,
    @Field(
            label = "Finder",
            help =
                "How the newest image is found: fixed (always at the same address), text (the index"
                    + " holds the version), listing (the index is a folder's page), coreos-stream,"
                    + " fedora-releases (JSON of these projects), or none for a blank disk.",
            byDefault = "fixed",
            update = true)
        FinderKind finder,
    @Field(
            label = "Index",
            help = "What is read to find the newest release.",
            update = true,
            maxLength = 1000,
            example = "https://example.org/current/version.txt")
        Optional<ImageUrl> index,
    @Field(
            label = "Pattern",
            help =
                "A regular expression that finds the version in the index; its named groups fill"
                    + " places such as {version} in the addresses.",
            update = true,
            maxLength = 400,
            example = "VERSION=(?<version>[0-9.]+)")
        Optional<FindPattern> pattern,
    @Field(
            label = "Artifact",
            help = "Platform and format in a CoreOS stream.",
            update = true,
            maxLength = 60,
            pattern = "[a-z0-9]+/[a-z0-9.]+",
            example = "openstack/qcow2.xz",
            more = true)
        Optional<String> artifact,
    @Field(
            label = "Image",
            help = "The image's address.",
            update = true,
            maxLength = 1000,
            example = "https://example.org/{version}/disk.qcow2")
        Optional<UrlPattern> image,
    @Field(
            label = "Checksums",
            help = "Where its checksum is; {image} is the image's own address.",
            update = true,
            maxLength = 1000,
            example = "{image}.sha512")
        Optional<UrlPattern> checksums,
    @Field(
            label = "User",
            help = "Who logs in with the SSH keys.",
            update = true,
            column = true,
            maxLength = 32,
            example = "debian")
        Optional<String> user,
    @Field(label = "CPUs", help = "At least.", byDefault = "1", update = true, min = 1, max = 256)
        int minCpus,
    @Field(
            label = "Memory",
            help = "At least.",
            unit = "MiB",
            byDefault = "512",
            update = true,
            column = true,
            min = 32,
            max = 4_194_304)
        int minMemoryMib,
    @Field(
            label = "Disk",
            help = "At least.",
            unit = "GiB",
            byDefault = "4",
            update = true,
            column = true,
            min = 1,
            max = 65_536)
        int minDiskGib,
    @Field(label = "Firmware", byDefault = "bios", update = true, more = true) Firmware firmware,
    @Field(
            label = "User data",
            help = "What it understands.",
            byDefault = "cloud-init",
            update = true,
            column = true)
        UserDataUse userData,
    @Field(
            label = "Drive",
            help = "How it is told about itself where it does not ask 169.254.169.254.",
            byDefault = "config-2",
            update = true,
            more = true)
        MetadataDrive drive,
    @Field(label = "Built in", create = false, column = true) boolean builtIn) {
  TemplateSpec asBuiltIn() {
    return new TemplateSpec(
        name,
        title,
        family,
        finder,
        index,
        pattern,
        artifact,
        image,
        checksums,
        user,
        minCpus,
        minMemoryMib,
        minDiskGib,
        firmware,
        userData,
        drive,
        true);
  }
}
