package io.stampede.vm;

import io.stampede.image.ImageName;
import io.stampede.schema.Field;

/// A public key of SSH, by a name. Its private half is nowhere here.
public record KeyPairSpec(
    @Field(
            label = "Name",
            column = true,
            maxLength = 63,
            pattern = "[A-Za-z0-9][A-Za-z0-9._-]{0,62}",
            example = "ann")
        ImageName name,
    @Field(
            label = "Public key",
            help =
                "As in authorized_keys. A new pair is made by “Make a pair”, which shows the"
                    + " private half that once.",
            maxLength = 16_384,
            example = "ssh-ed25519 AAAA… ann@laptop")
        SshKey publicKey) {}
