package dev.kontor.ledger.domain;

import static dev.kontor.ledger.Sample.credit;
import static dev.kontor.ledger.Sample.debit;
import static dev.kontor.ledger.Sample.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.Capture;
import dev.kontor.events.model.Leg;
import dev.kontor.events.model.TransferCommand;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The largest transfers there may be.
class LargeTransferTest {
    private final Life life = new Life();

    @Test
    void paysFromOneBuyerToManySellers() {
        List<Leg> legs = new ArrayList<>(List.of(debit("buyer", 999_000)));
        for (int seller = 1; seller <= 999; seller++) {
            legs.add(credit("seller-" + seller, 1_000));
        }
        assertThat(life.requested(request(legs, Capture.AUTOMATIC))).hasSize(2);
        assertThat(life.agrees(0)).hasSize(999);
        life.agreeToAll();
        assertThat(life.standing()).isEqualTo("posted 999000/0/0/0");
    }

    @Test
    void holdsAndCapturesAndTakesBackAThousandLegs() {
        List<Leg> legs = new ArrayList<>();
        for (int n = 0; n < 500; n++) {
            legs.add(debit("payer-" + n, 10));
            legs.add(credit("payee-" + n, 10));
        }
        assertThat(life.requested(request(legs, Capture.MANUAL))).hasSize(501);
        life.agreeToAll();
        assertThat(life.commanded(1, new TransferCommand.Capture(2_505L, false))).hasSize(502);
        life.agreeToAll();
        assertThat(life.commanded(2, new TransferCommand.Capture(null, true))).hasSize(500);
        life.agreeToAll();
        life.commanded(3, new TransferCommand.Reversal(null, null));
        life.agreeToAll();
        assertThat(life.standing()).isEqualTo("posted 5000/0/5000/0");
        assertThat(life.steps()).hasSize(1 + 500 + 1 + 502 + 1 + 500 + 1 + 2_000);
    }
}
