package dev.kontor.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.http.sample.SampleClient;
import dev.kontor.http.sample.SampleTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// What operators and tools read.
@SampleTest
class OperatingTest {
    private final SampleClient client;

    OperatingTest(@LocalServerPort int port) {
        client = new SampleClient(port);
    }

    @Test
    void showsWhereItsPartitionsStand() throws Exception {
        assertThat(client.get("/v1/status").body())
                .isEqualTo(
                        """
                        {"service":"sample","instance":"sample-1","partitions":[\
                        {"topic":"transfers","partition":0,"position":5,"end":5,"lag":0,\
                        "owner":"me","halted":false,"reason":null},\
                        {"topic":"transfers","partition":1,"position":10,"end":12,"lag":2,\
                        "owner":null,"halted":true,"reason":"broken"}]}\
                        """);
    }

    @Test
    void showsHealthAndMetrics() throws Exception {
        assertThat(client.get("/actuator/health").body()).contains("\"status\":\"UP\"");
        assertThat(client.get("/actuator/health/readiness").body()).contains("\"status\":\"UP\"");
        assertThat(client.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(client.get("/actuator/prometheus").body()).contains("service=\"sample\"");
    }

    @Test
    void describesItselfWithoutWhatItReadsByHand() throws Exception {
        JsonNode document = client.read(client.get("/v3/api-docs").body());
        assertThat(document.get("openapi").stringValue()).startsWith("3.1");
        assertThat(document.get("servers").get(0).get("url").stringValue()).isEqualTo("/");
        assertThat(document.get("paths").has("/error")).isFalse();
        JsonNode order = document.get("paths").get("/v1/orders").get("post");
        assertThat(order.has("parameters")).isFalse();
        assertThat(order.get("responses").has("default")).isTrue();
        JsonNode schemas = document.get("components").get("schemas");
        assertThat(schemas.get("Problem").get("properties").has("request_id")).isTrue();
        assertThat(schemas.has("JsonObject")).isFalse();
        assertThat(client.get("/swagger-ui/index.html").statusCode()).isEqualTo(200);
    }
}
