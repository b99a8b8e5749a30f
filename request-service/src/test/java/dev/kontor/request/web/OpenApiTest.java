package dev.kontor.request.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.request.Http;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The checked-in OpenAPI document is what the code serves. After a change that is meant, run with
/// `-Dkontor.openapi=write` and commit what it wrote.
@SpringBootTest(
        classes = WebTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "kontor.read-url=https://read.example/base/")
class OpenApiTest {
    private static final Path CHECKED_IN = Path.of("src/main/openapi/request-service.json");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @LocalServerPort private int port;

    @Test
    void isAsCheckedIn() throws Exception {
        Http.Answer answer = new Http(port).send("GET", "/v3/api-docs", "", "");
        String served = JSON.writeValueAsString(answer.json()) + "\n";
        if ("write".equals(System.getProperty("kontor.openapi"))) {
            Files.createDirectories(CHECKED_IN.getParent());
            Files.writeString(CHECKED_IN, served);
        }
        assertThat(served).isEqualTo(Files.readString(CHECKED_IN));
    }

    @Test
    void hasAPageToTryItOn() throws Exception {
        assertThat(new Http(port).send("GET", "/swagger-ui/index.html", "", "").status())
                .isEqualTo(200);
    }
}
