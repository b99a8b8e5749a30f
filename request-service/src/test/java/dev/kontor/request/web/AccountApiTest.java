package dev.kontor.request.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.request.Http;
import dev.kontor.request.stream.AppendFate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(
        classes = WebTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "kontor.read-url=https://read.example/base/")
class AccountApiTest {
    private static final String PATH = "/v1/accounts";
    private static final String ALICE = "{\"id\": \"alice\", \"currency\": \"EUR\"}";

    private final FakeLog log;
    private final Http http;

    AccountApiTest(@Autowired FakeLog log, @LocalServerPort int port) {
        this.log = log;
        this.http = new Http(port);
    }

    @BeforeEach
    void reset() {
        log.reset();
    }

    @Test
    void answers201WithTheOpenedAccount() throws Exception {
        Http.Answer answer = http.post(PATH, ALICE);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location"))
                .isEqualTo("https://read.example/base/v1/accounts/alice");
        assertThat(answer.json().path("status").asString()).isEqualTo("open");
        assertThat(answer.json().path("overdraft_limit").asLong()).isZero();
        assertThat(answer.json().path("version").asLong()).isEqualTo(1);
    }

    @Test
    void answers200ToTheSameAgainWithDefaultsFilledIn() throws Exception {
        http.post(PATH, ALICE);
        Http.Answer answer =
                http.post(PATH, ALICE.replace("}", ", \"overdraft_limit\": 0, \"metadata\": {}}"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void answers409NamingEachFieldThatDiffers() throws Exception {
        http.post(PATH, ALICE);
        Http.Answer answer =
                http.post(PATH, ALICE.replace("\"EUR\"", "\"JPY\", \"overdraft_limit\": null"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.errors()).containsExactly("currency differs", "overdraft_limit differs");
    }

    @Test
    void answers202WithWhatWasAsked() throws Exception {
        Http.Answer answer =
                http.post(
                        PATH,
                        ALICE.replace("}", ", \"overdraft_limit\": 500}"),
                        "Prefer",
                        "respond-async");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Preference-Applied")).isEqualTo("respond-async");
        assertThat(answer.json().path("status").asString()).isEqualTo("received");
        assertThat(answer.json().path("balance").path("available").asLong()).isEqualTo(500);
    }

    @Test
    void refusesWhatIsMalformed() throws Exception {
        assertThat(http.post(PATH, "{\"id\": \"suspense:EUR\", \"currency\": 1}").errors())
                .containsExactly("currency wrong_type", "id not_allowed");
        assertThat(http.post(PATH, ALICE, "Idempotency-Key", "alice").errors())
                .containsExactly("Idempotency-Key not_allowed");
        assertThat(log.appends()).isZero();
    }

    @Test
    void answers503WhenTheLogRefuses() throws Exception {
        log.failWith(AppendFate.REFUSED);

        assertThat(http.post(PATH, ALICE).code()).isEqualTo("log_unavailable");
    }
}
