package dev.kontor.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TransferLineTest {
    @Test
    void saysWhatTheTransferIs() {
        UUID id = UUID.fromString("0199a0b0-1234-7000-8abc-0123456789ef");

        byte[] line = TransferLine.of(id, new Pair(12, 9_999_999), 7);

        assertThat(new String(line, StandardCharsets.US_ASCII))
                .isEqualTo(
                        "{\"id\":\"0199a0b0-1234-7000-8abc-0123456789ef\","
                                + "\"debit_account\":\"b00000012\","
                                + "\"credit_account\":\"b09999999\",\"amount\":7,"
                                + "\"currency\":\"EUR\"}");
        assertThat(TransferLine.account(12)).isEqualTo("b00000012");
    }

    @Test
    void makesIdsOfTheVersionAskedFor() {
        SplittableRandom random = new SplittableRandom(1);

        for (int i = 0; i < 1_000; i++) {
            assertThat(Ids.V4.next(random).version()).isEqualTo(4);
            assertThat(Ids.V4.next(random).variant()).isEqualTo(2);
            assertThat(Ids.V7.next(random).version()).isEqualTo(7);
            assertThat(Ids.V7.next(random).variant()).isEqualTo(2);
        }
    }
}
