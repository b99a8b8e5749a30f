package dev.kontor.http.openapi;

import dev.kontor.http.json.JsonObject;
import dev.kontor.http.problem.Problem;
import dev.kontor.http.request.Prefer;
import dev.kontor.http.request.QueryParameters;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What all our OpenAPI documents say.
///
/// Bodies, queries and `Prefer` are read by hand, so controllers describe them by hand as well,
/// with `@RequestBody(content = …)` and `@Parameter(in = …)` of the OpenAPI annotations.
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(SpringDocUtils.class)
public class OpenApiConfiguration {
    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(JsonObject.class, QueryParameters.class, Prefer.class);
    }

    /// The address is relative: the document is the same wherever it is served.
    @Bean
    OpenAPI openApi(@Value("${spring.application.name}") String service) {
        return new OpenAPI()
                .info(new Info().title("Kontor: " + service).version("v1"))
                .servers(List.of(new Server().url("/").description("This service")));
    }

    /// Every operation may answer with a problem.
    @Bean
    OpenApiCustomizer problemsEverywhere() {
        return document -> {
            ModelConverters.getInstance(true)
                    .readAll(Problem.class)
                    .forEach((name, schema) -> document.schema(name, schema));
            document.getPaths().values().stream()
                    .flatMap(path -> path.readOperations().stream())
                    .forEach(operation ->
                            operation.getResponses().addApiResponse("default", problem()));
        };
    }

    private static ApiResponse problem() {
        Schema<?> reference = new Schema<>().$ref("#/components/schemas/Problem");
        return new ApiResponse()
                .description("A problem; see docs/errors.md")
                .content(
                        new Content()
                                .addMediaType(
                                        Problem.MEDIA_TYPE, new MediaType().schema(reference)));
    }
}
