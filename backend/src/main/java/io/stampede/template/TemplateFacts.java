package io.stampede.template;

import io.stampede.schema.Field;
import java.util.Optional;

/// What is known of a template.
///
/// @param newest the release that was found when a machine was made of it last
public record TemplateFacts(
    @Field(
            label = "Newest",
            help = "The release that was found last; it is looked for whenever a machine is made.",
            column = true)
        Optional<String> newest) {}
