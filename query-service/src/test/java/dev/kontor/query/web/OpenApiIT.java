package dev.kontor.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.query.RunsQueryService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The checked-in OpenAPI document is what the code serves. After a change that is meant, run with
/// `-Dkontor.openapi=write` and commit what it wrote.
@RunsQueryService
class OpenApiIT {
    private static final Path CHECKED_IN = Path.of("src/main/openapi/query-service.json");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @LocalServerPort private int port;

    @Test
    void isAsCheckedIn() throws IOException {
        String served = JSON.writeValueAsString(new Api(port).get("/v3/api-docs").body()) + "\n";
        if ("write".equals(System.getProperty("kontor.openapi"))) {
            Files.createDirectories(CHECKED_IN.getParent());
            Files.writeString(CHECKED_IN, served);
        }
        assertThat(served).isEqualTo(Files.readString(CHECKED_IN));
    }

    @Test
    void hasAPageToTryItOn() {
        assertThat(new Api(port).get("/swagger-ui/index.html").status()).isEqualTo(200);
    }
}
