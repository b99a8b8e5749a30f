package dev.kontor.request.web;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Headers that several operations have, for the OpenAPI document.
final class Documented {
    private Documented() {}

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @Parameter(
            name = "Prefer",
            in = ParameterIn.HEADER,
            description = "wait=0 … wait=30 seconds for the outcome, else 2; respond-async",
            schema = @Schema(type = "string", example = "wait=5"))
    @interface Waits {}

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @Parameter(
            name = "Idempotency-Key",
            in = ParameterIn.HEADER,
            description = "In place of id, or equal to it",
            schema = @Schema(type = "string", format = "uuid"))
    @interface TakesIdempotencyKey {}
}
