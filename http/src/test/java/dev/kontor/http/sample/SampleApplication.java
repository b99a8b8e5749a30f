package dev.kontor.http.sample;

import dev.kontor.http.status.PartitionStatus;
import dev.kontor.http.status.StatusSource;
import java.util.List;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class SampleApplication {
    @Bean
    StatusSource status() {
        return () ->
                List.of(
                        new PartitionStatus("transfers", 1, 10, 12, 2, null, true, "broken"),
                        new PartitionStatus("transfers", 0, 5, 5, 0, "me", false, null));
    }
}
