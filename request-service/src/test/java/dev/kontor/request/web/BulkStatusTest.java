package dev.kontor.request.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.TransferStatus;
import dev.kontor.events.model.Words;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BulkStatusTest {
    @ParameterizedTest
    @EnumSource(TransferStatus.class)
    void isCalledWhatTheTransfersStatusIsCalled(TransferStatus status) {
        assertThat(BulkStatus.of(status).text()).isEqualTo(Words.of(status));
    }

    @Test
    void leavesNoLineOutOfWhichTheClientMustHear() {
        assertThat(good(false))
                .containsExactly(BulkStatus.RECEIVED, BulkStatus.AUTHORIZED, BulkStatus.POSTED);
        assertThat(good(true)).containsExactly(BulkStatus.AUTHORIZED, BulkStatus.POSTED);
    }

    private static List<BulkStatus> good(boolean waits) {
        return Arrays.stream(BulkStatus.values()).filter(status -> status.isGood(waits)).toList();
    }
}
