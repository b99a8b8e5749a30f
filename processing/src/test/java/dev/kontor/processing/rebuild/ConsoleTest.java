package dev.kontor.processing.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    private static final long SECOND = 1_000_000_000;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void tellsHowFarItIsHowFastAndHowLongItTakesYet() {
        assertThat(Console.line(250_000, 1_000_000, 5 * SECOND))
                .isEqualTo("  250,000 of 1,000,000 records, 50,000/s, 15 s left");
        assertThat(Console.line(1_000, 1_000_000, SECOND)).endsWith("1,000/s, 16 min left");
        assertThat(Console.line(10, 1_000_000, SECOND)).endsWith("10/s, 27 h left");
        assertThat(Console.line(0, 1_000, SECOND)).endsWith("0/s, ? left");
    }

    @Test
    void renewsOneLineOnATerminal() {
        Console console = console(true);
        console.progress(1, 2, SECOND);
        console.say("done");

        assertThat(said()).startsWith("\r  1 of 2 records").endsWith("\rdone\n");
    }

    @Test
    void writesALineNowAndThenElsewhere() {
        Console console = console(false);
        console.progress(1, 2, SECOND);
        console.progress(2, 2, SECOND);
        console.say("done");

        assertThat(said()).isEqualTo("  1 of 2 records, 1/s, 1 s left\ndone\n");
    }

    private Console console(boolean isTerminal) {
        return new Console(new PrintStream(out, true, StandardCharsets.UTF_8), isTerminal);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
