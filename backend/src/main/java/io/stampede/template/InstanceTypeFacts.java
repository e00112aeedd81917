package io.stampede.template;

import io.stampede.schema.Field;

/// Who is of an instance type.
public record InstanceTypeFacts(
    @Field(label = "Machines", help = "That were made of it.", column = true) int machines) {}
