package dev.kontor.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ChartTest {
    private static final Chart.Series ONE =
            new Chart.Series(
                    "p50 & <p99>", List.of(new Chart.Point(100, 5), new Chart.Point(2_000, 180.5)));

    @Test
    void isXmlWithAPointForEachPoint() throws Exception {
        Document picture = parse(new Chart("a < b", "x", "y", List.of(ONE)).svg());

        assertThat(picture.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(picture.getElementsByTagName("circle").getLength()).isEqualTo(2);
        assertThat(picture.getElementsByTagName("polyline").getLength()).isEqualTo(1);
        assertThat(picture.getDocumentElement().getTextContent()).contains("p50 & <p99>", "a < b");
    }

    @Test
    void placesTheGreatestPointInsideTheAxes() {
        String picture = new Chart("t", "x", "y", List.of(ONE)).svg();

        // 2,000 of 2,000 to the right, 180.5 of 200 up
        assertThat(picture).contains("<circle cx=\"670.0\" cy=\"79.3\"");
    }

    @Test
    void isAPictureWithNothingToShow() throws Exception {
        Document picture = parse(new Chart("t", "x", "y", List.of()).svg());

        assertThat(picture.getElementsByTagName("circle").getLength()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "1.1, 2", "3, 5", "70, 100", "44000, 50000", "0.03, 0.05"})
    void endsAnAxisAtARoundNumber(double highest, double end) {
        assertThat(Chart.axisEnd(highest)).isEqualTo(end);
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)));
    }
}
