package dev.kontor.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.http.problem.ErrorCode;
import dev.kontor.http.problem.Problem;
import dev.kontor.http.problem.ProblemMapping;
import dev.kontor.query.store.ViewUnavailableException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class UnavailableViewsTest {
    private final ProblemMapping mapping = new WebConfiguration().unavailableViews();

    @Test
    void tellClientsToComeAgain() {
        Problem problem =
                mapping.problemOf(new ViewUnavailableException(new SQLException("secret")))
                        .orElseThrow();
        assertThat(problem.status()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE.status());
        assertThat(problem.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE.code());
        assertThat(problem.retryAfter()).isEqualTo(2);
        assertThat(problem.detail()).doesNotContain("secret");
    }

    @Test
    void leaveWhatTheyDoNotKnowToOthers() {
        assertThat(mapping.problemOf(new IllegalStateException())).isEmpty();
    }
}
