package dev.kontor.query.web;

import static dev.kontor.query.Facts.credit;
import static dev.kontor.query.Facts.opened;
import static dev.kontor.query.Facts.received;
import static dev.kontor.query.Facts.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.TransferEvent;
import dev.kontor.query.EventLog;
import dev.kontor.query.Facts;
import dev.kontor.query.RunsQueryService;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@RunsQueryService
class PagesIT {
    private static final int TRANSFERS = 120;
    private static final long FIRST = 70_001;
    private static final long LAST = FIRST + TRANSFERS - 1;

    @LocalServerPort private int port;
    private Api api = new Api(0);

    /// Repeats are ignored, so each test can bring the same facts.
    @BeforeEach
    void fill() {
        api = new Api(port);
        try (EventLog log = new EventLog()) {
            log.append(
                    LongStream.rangeClosed(FIRST, LAST)
                            .mapToObj(id -> received(id, "pager", "paged", 5))
                            .toArray(TransferEvent[]::new));
            log.append(
                    LongStream.rangeClosed(FIRST, LAST)
                            .mapToObj(id -> rejected(id, 2))
                            .toArray(TransferEvent[]::new));
            log.append(
                    IntStream.range(0, 60)
                            .mapToObj(i -> opened("pager-" + i))
                            .toArray(AccountEvent[]::new));
            log.append(opened("pager"));
            log.append(
                    LongStream.rangeClosed(2, 151)
                            .mapToObj(v -> credit("pager", v, v, 1, v - 1))
                            .toArray(AccountEvent[]::new));
        }
        for (long id = FIRST; id <= LAST; id++) {
            assertThat(
                            api.get("/v1/transfers/" + Facts.transfer(id).id() + "?wait=30")
                                    .text("/status"))
                    .isEqualTo("rejected");
        }
        for (int i = 0; i < 60; i++) {
            assertThat(api.get("/v1/accounts/pager-" + i + "?wait=30").status()).isEqualTo(200);
        }
        assertThat(api.get("/v1/accounts/pager?min_version=151&wait=30").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"1", "7", "40", "60", "119", "120", "121", "1000"})
    void showEachTransferOnceWhateverTheirSize(int limit) {
        List<String> newestFirst =
                LongStream.rangeClosed(FIRST, LAST)
                        .mapToObj(id -> Facts.transfer(id).id().toString())
                        .toList()
                        .reversed();

        for (String filter : new String[] {"account=pager", "account=paged&status=rejected"}) {
            assertThat(api.all("/v1/transfers?" + filter + "&limit=" + limit, PagesIT::id))
                    .isEqualTo(newestFirst);
            assertThat(
                            api.all(
                                    "/v1/transfers?" + filter + "&order=asc&limit=" + limit,
                                    PagesIT::id))
                    .isEqualTo(newestFirst.reversed());
        }
    }

    @Test
    void showEachEntryOnce() {
        List<Long> ascending = LongStream.rangeClosed(2, 151).boxed().toList();

        assertThat(api.all("/v1/accounts/pager/entries?limit=10&order=asc", PagesIT::version))
                .isEqualTo(ascending);
        assertThat(api.all("/v1/accounts/pager/entries?limit=50", PagesIT::version))
                .isEqualTo(ascending.reversed());
    }

    @Test
    void showEachAccountOnce() {
        List<String> descending = api.all("/v1/accounts?limit=7", PagesIT::id);

        assertThat(descending).doesNotHaveDuplicates();
        assertThat(descending)
                .containsAll(IntStream.range(0, 60).mapToObj(i -> "pager-" + i).toList());
        assertThat(api.all("/v1/accounts?limit=1000&order=asc", PagesIT::id))
                .isEqualTo(descending.reversed());
    }

    @Test
    void haveFiftyRowsUnlessAskedOtherwise() {
        JsonNode page = api.get("/v1/transfers?account=pager").body();

        assertThat(page.get("data").size()).isEqualTo(50);
        assertThat(page.get("next_cursor").isString()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/transfers?account=paged",
        "/v1/transfers?account=pager&status=rejected",
        "/v1/transfers?account=pager&order=asc",
        "/v1/transfers?account=pager&received_from=2026-01-01T00:00:00Z",
        "/v1/transfers?limit=1",
        "/v1/accounts?limit=1",
        "/v1/accounts/pager/entries?limit=1"
    })
    void doNotGoOnFromAnotherList(String list) {
        String cursor = api.get("/v1/transfers?account=pager&limit=1").text("/next_cursor");

        Api.Answer answer = api.get(list + "&cursor=" + cursor);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/errors/0/field")).isEqualTo("cursor");
    }

    private static String id(JsonNode row) {
        return row.get("id").asString();
    }

    private static long version(JsonNode row) {
        return row.get("version").asLong();
    }
}
