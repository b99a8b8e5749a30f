package dev.kontor.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShapeTest {
    private static final int DRAWS = 200_000;

    private final Random random = new Random(7);

    static Stream<Shape> shapes() {
        return Stream.of(
                new Shape.Uniform(2),
                new Shape.Uniform(1_000),
                new Shape.Zipf(2),
                new Shape.Zipf(1_000),
                new Shape.HotAccount(3, 0.5),
                new Shape.HotAccount(1_000, 1));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void namesTwoDifferentAccountsThatAreThere(Shape shape) {
        for (int i = 0; i < DRAWS; i++) {
            Pair pair = shape.next(random);
            assertThat(pair.debit()).isBetween(0, shape.accounts() - 1);
            assertThat(pair.credit()).isBetween(0, shape.accounts() - 1);
            assertThat(pair.debit()).isNotEqualTo(pair.credit());
        }
    }

    @Test
    void drawsEachAccountOfAUniformShapeAsOften() {
        int[] debits = new int[10];
        int[] credits = new int[10];
        draw(new Shape.Uniform(10), debits, credits);

        for (int account = 0; account < 10; account++) {
            assertThat(share(debits[account])).isCloseTo(0.1, within(0.005));
            assertThat(share(credits[account])).isCloseTo(0.1, within(0.005));
        }
    }

    /// The share of rank n is 1/n of that of rank 1, which is 1 over the harmonic number.
    @Test
    void drawsTheAccountOfRankNAsOftenAsOneNthOfTheFirst() {
        int[] debits = new int[1_000];
        draw(new Shape.Zipf(1_000), debits, new int[1_000]);

        double first = 1 / 7.485470860550345;
        for (int rank : new int[] {1, 2, 3, 10, 30}) {
            assertThat(share(debits[rank - 1])).isCloseTo(first / rank, within(first / rank / 10));
        }
        int rare = 0;
        for (int rank = 501; rank <= 1_000; rank++) {
            rare += debits[rank - 1];
        }
        assertThat(share(rare)).isCloseTo(first * 0.6926474305598203, within(0.005));
    }

    @Test
    void putsTheHotAccountIntoItsShareAndOnBothSides() {
        int[] debits = new int[100];
        int[] credits = new int[100];
        draw(new Shape.HotAccount(100, 0.5), debits, credits);

        assertThat(share(debits[0])).isCloseTo(0.25, within(0.01));
        assertThat(share(credits[0])).isCloseTo(0.25, within(0.01));
        assertThat(share(debits[1])).isCloseTo(share(debits[99]), within(0.003));
    }

    private void draw(Shape shape, int[] debits, int[] credits) {
        for (int i = 0; i < DRAWS; i++) {
            Pair pair = shape.next(random);
            debits[pair.debit()]++;
            credits[pair.credit()]++;
        }
    }

    private static double share(int count) {
        return (double) count / DRAWS;
    }
}
