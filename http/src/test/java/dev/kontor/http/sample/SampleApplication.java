package dev.kontor.http.sample;

import dev.kontor.http.deadletter.DeadLetterBox;
import dev.kontor.http.deadletter.DeadLetterConfiguration;
import dev.kontor.http.problem.ErrorCode;
import dev.kontor.http.problem.Problem;
import dev.kontor.http.problem.ProblemMapping;
import dev.kontor.http.status.PartitionStatus;
import dev.kontor.http.status.StatusSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

@SpringBootApplication
@Import(DeadLetterConfiguration.class)
public class SampleApplication {
    @Bean
    ProblemMapping ownProblems() {
        return e ->
                e instanceof SampleException
                        ? Optional.of(
                                Problem.of(ErrorCode.SERVICE_UNAVAILABLE, "Come again.")
                                        .withRetryAfter(Duration.ofSeconds(3)))
                        : Optional.empty();
    }

    @Bean
    DeadLetterBox deadLetters() {
        return new SampleLetters();
    }

    @Bean
    StatusSource status() {
        return () ->
                List.of(
                        new PartitionStatus("transfers", 1, 10, 12, 2, null, true, "broken"),
                        new PartitionStatus("transfers", 0, 5, 5, 0, "me", false, null));
    }
}
