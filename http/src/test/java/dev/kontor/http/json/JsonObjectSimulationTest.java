package dev.kontor.http.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.kontor.http.problem.ProblemException;
import dev.kontor.http.request.Forms;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Bodies that were damaged at random are read or refused, and nothing else happens.
class JsonObjectSimulationTest {
    private static final long SEED = 20_260_131;
    private static final int BODIES = 50_000;
    private static final byte[] SOUND =
            """
            {"id": "0199f0f0-0000-7000-8000-000000000001", "amount": 1250, "currency": "EUR",
             "legs": [{"account": "a", "amount": 1}, {"account": "b", "amount": 1}], "final": true,
             "happened_at": "2026-01-31T12:00:00Z", "metadata": {"key": "\\u00e9\\ud83d\\ude00 ü"}}
            """
                    .getBytes(StandardCharsets.UTF_8);
    private static final byte[] SPECIAL =
            "{}[]\":,\\u0d8e-+.1null".getBytes(StandardCharsets.US_ASCII);

    @Test
    void readsOrRefusesWhateverComes() {
        var random = new Random(SEED);
        int read = 0;
        int refused = 0;
        for (int i = 0; i < BODIES; i++) {
            byte[] body = damaged(random);
            try {
                ask(body);
                read++;
            } catch (ProblemException e) {
                assertThat(e.problem().status()).isEqualTo(400);
                refused++;
            } catch (RuntimeException | StackOverflowError e) {
                fail(
                        "body %d of seed %d: %s".formatted(i, SEED, HexFormat.of().formatHex(body)),
                        e);
            }
        }
        assertThat(read).isGreaterThan(1_000);
        assertThat(refused).isGreaterThan(10_000);
    }

    private static void ask(byte[] bytes) {
        JsonObject body = JsonObject.parse(bytes);
        body.required("id", Forms::transferId);
        body.requiredWholeNumber("amount", 1, Long.MAX_VALUE);
        body.required("currency", Forms::currency);
        body.flag("final");
        body.timestamp("happened_at");
        body.texts("metadata", 50, 40, 500);
        for (JsonObject leg : body.objects("legs", 2, 1_000)) {
            leg.required("account", Forms::accountId);
            leg.requiredWholeNumber("amount", 1, Long.MAX_VALUE);
        }
        body.finish();
    }

    private static byte[] damaged(Random random) {
        byte[] body = SOUND.clone();
        for (int damages = random.nextInt(4); damages > 0 && body.length > 0; damages--) {
            int at = random.nextInt(body.length);
            body =
                    switch (random.nextInt(5)) {
                        case 0 -> replaced(body, at, (byte) random.nextInt(256));
                        case 1 -> replaced(body, at, SPECIAL[random.nextInt(SPECIAL.length)]);
                        case 2 -> without(body, at, Math.min(body.length, at + random.nextInt(9)));
                        case 3 -> doubled(body, at, Math.min(body.length, at + random.nextInt(99)));
                        default -> Arrays.copyOf(body, at);
                    };
        }
        return body;
    }

    private static byte[] replaced(byte[] body, int at, byte with) {
        byte[] changed = body.clone();
        changed[at] = with;
        return changed;
    }

    private static byte[] without(byte[] body, int from, int to) {
        var shorter = new ByteArrayOutputStream();
        shorter.write(body, 0, from);
        shorter.write(body, to, body.length - to);
        return shorter.toByteArray();
    }

    private static byte[] doubled(byte[] body, int from, int to) {
        byte[] longer = Arrays.copyOf(body, body.length + to - from);
        System.arraycopy(body, from, longer, to, body.length - from);
        return longer;
    }
}
