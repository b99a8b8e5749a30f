package dev.kontor.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ComposeTest {

    private static final Path COMPOSE_FILE = Path.of("..", "docker-compose.yml");

    @Test
    void namesTheImagesThatTestsRunOn() {
        assertThat(COMPOSE_FILE)
                .content()
                .contains("image: " + DockerServers.KAFKA + "\n")
                .contains("image: " + DockerServers.POSTGRES + "\n");
    }
}
