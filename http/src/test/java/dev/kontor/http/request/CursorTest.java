package dev.kontor.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kontor.http.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CursorTest {
    private static final String ENCODED = Cursor.at(78, "alice").encode("entries:asc");

    @Test
    void comesBackAsItWent() {
        Cursor cursor = Cursor.decode("entries:asc", ENCODED);
        assertThat(cursor.number(0)).isEqualTo(78);
        assertThat(cursor.text(1)).isEqualTo("alice");
    }

    @Test
    void keepsEmptyParts() {
        Cursor cursor = Cursor.decode("x", Cursor.at("", "").encode("x"));
        assertThat(cursor.position()).isEqualTo(List.of("", ""));
    }

    @Test
    void isOfOneListOnly() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cursor.decode("entries:desc", ENCODED));
    }

    @Test
    void isRefusedWhenAnyCharacterOfItIsLostOrChanged() {
        for (int i = 0; i < ENCODED.length(); i++) {
            String lost = ENCODED.substring(0, i) + ENCODED.substring(i + 1);
            char other = ENCODED.charAt(i) == 'A' ? 'h' : 'A';
            String changed = ENCODED.substring(0, i) + other + ENCODED.substring(i + 1);
            for (String wrong : List.of(lost, changed)) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> Cursor.decode("entries:asc", wrong));
            }
        }
    }

    @Test
    void refusesTheRequestWhenItIsForged() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Cursor.at("x").number(0));
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> Cursor.at("x").text(1));
    }
}
