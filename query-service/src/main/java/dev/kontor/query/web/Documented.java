package dev.kontor.query.web;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/// What several operations share, for the OpenAPI document.
final class Documented {
    private Documented() {}

    @Retention(RetentionPolicy.RUNTIME)
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "How many at most",
            schema =
                    @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "50"))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "The `next_cursor` of the page before, with the same filters and order",
            schema = @Schema(type = "string"))
    @Parameter(
            name = "order",
            in = ParameterIn.QUERY,
            description = "Oldest or newest first",
            schema =
                    @Schema(
                            type = "string",
                            allowableValues = {"asc", "desc"},
                            defaultValue = "desc"))
    @interface OfLists {}

    @Retention(RetentionPolicy.RUNTIME)
    @Parameter(
            name = "wait",
            in = ParameterIn.QUERY,
            description = "Seconds to wait at most",
            schema = @Schema(type = "integer", minimum = "0", maximum = "30", defaultValue = "0"))
    @interface Wait {}

    @Retention(RetentionPolicy.RUNTIME)
    @Parameter(
            name = "min_version",
            in = ParameterIn.QUERY,
            description = "The version of the account that the answer must show, or a later one",
            schema = @Schema(type = "integer", format = "int64", minimum = "1"))
    @interface MinVersion {}
}
