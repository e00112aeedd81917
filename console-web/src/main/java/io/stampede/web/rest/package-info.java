/// The REST API under `/v1`, generic over the schema: no class here knows a kind.
///
/// Start reading at [ResourceController]. [ResourceJson], [SchemaJson] and [TaskJson] say how
/// things look in JSON, [ListQuery] and [Bodies] read requests, [Problems] turns every failure into
/// `application/problem+json`, [OpenApi] describes it all, [ScreenSocket] relays screens.
@NullMarked
package io.stampede.web.rest;

import org.jspecify.annotations.NullMarked;
