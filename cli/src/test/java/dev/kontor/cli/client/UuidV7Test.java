package dev.kontor.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class UuidV7Test {

    @Test
    void hasItsTimeItsVersionAndItsVariant() {
        UUID id = UuidV7.of(0x0123_4567_89ABL, -1, -1);
        assertThat(id).hasToString("01234567-89ab-7fff-bfff-ffffffffffff");
        assertThat(UuidV7.next().version()).isEqualTo(7);
        assertThat(UuidV7.next().variant()).isEqualTo(2);
    }

    @Test
    void growsWithTime() {
        String earlier = UuidV7.of(1, -1, -1).toString();
        assertThat(UuidV7.of(2, 0, 0).toString()).isGreaterThan(earlier);
    }
}
