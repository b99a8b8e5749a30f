package dev.kontor.ledger.domain;

import static dev.kontor.ledger.Sample.OPEN;
import static dev.kontor.ledger.Sample.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.Conflicts;
import org.junit.jupiter.api.Test;

/// Requests under an id that is used: what one client can make its transfer keep has an end.
class ConflictsOfOneIdTest {
    private static final int FIRST_LOSER = 2_000;

    private final Life life = new Life();

    @Test
    void answersAConflictFromTheThousandthOnAndKeepsNothingOfIt() {
        life.requested(request());
        for (int i = 0; i < Conflicts.MAX_COUNT; i++) {
            assertThat(life.requested(request(FIRST_LOSER + i, OPEN, OPEN)))
                    .containsExactly("%d Conflicted".formatted(2 + i));
        }
        int steps = life.steps().size();
        Transfer before = life.transfer();

        assertThat(life.requested(request(1, OPEN, OPEN), "late"))
                .containsExactly("answer RECEIVED late/7 CONFLICT");
        assertThat(life.requested(request(2, OPEN, OPEN))).isEmpty();
        assertThat(life.steps()).hasSize(steps);
        assertThat(life.transfer()).isSameAs(before);
        assertThat(before.claimants().conflicts().count()).isEqualTo(Conflicts.MAX_COUNT);
    }
}
