package dev.kontor.query.web;

import dev.kontor.http.problem.ErrorCode;
import dev.kontor.http.problem.Problem;
import dev.kontor.http.problem.ProblemMapping;
import dev.kontor.query.store.Arrivals;
import dev.kontor.query.store.ViewUnavailableException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WebConfiguration {
    private static final Problem UNAVAILABLE =
            Problem.of(
                            ErrorCode.SERVICE_UNAVAILABLE,
                            "The views cannot be read in time now. Try again later.")
                    .withRetryAfter(Duration.ofSeconds(2));

    @Bean
    Patience patience(Arrivals arrivals) {
        return new Patience(arrivals);
    }

    /// A database that does not answer is no mistake in our code: the client may come again.
    @Bean
    ProblemMapping unavailableViews() {
        return e ->
                e instanceof ViewUnavailableException ? Optional.of(UNAVAILABLE) : Optional.empty();
    }
}
