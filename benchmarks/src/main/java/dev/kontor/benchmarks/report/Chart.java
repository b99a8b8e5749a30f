package dev.kontor.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Lines through points, as an SVG picture. Both axes are linear and begin at zero.
///
/// @param title in words
/// @param x what goes to the right, with its unit
/// @param y what goes up, with its unit
public record Chart(String title, String x, String y, List<Series> series) {
    private static final int LEFT = 70;
    private static final int TOP = 50;
    private static final int WIDTH = 600;
    private static final int HEIGHT = 300;
    private static final int TICKS = 5;
    private static final List<String> COLOURS =
            List.of("#1f5fa8", "#c2571a", "#2f7d4f", "#8a3d8f", "#555555");

    /// One line.
    public record Series(String name, List<Point> points) {
        public Series {
            points = List.copyOf(points);
        }
    }

    /// Where a line goes through. Neither is negative.
    public record Point(double x, double y) {}

    public Chart {
        series = List.copyOf(series);
    }

    /// The picture.
    public String svg() {
        double highestX = axisEnd(series.stream().mapToDouble(Chart::highestX).max().orElse(0));
        double highestY = axisEnd(series.stream().mapToDouble(Chart::highestY).max().orElse(0));
        StringBuilder grid = new StringBuilder();
        for (int i = 0; i <= TICKS; i++) {
            grid.append(verticalTick(i, highestX)).append('\n');
            grid.append(horizontalTick(i, highestY)).append('\n');
        }
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < series.size(); i++) {
            lines.append(line(i, highestX, highestY)).append('\n');
        }
        return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 460" width="720" height="460"
          font-family="sans-serif" font-size="12">
        <rect width="720" height="460" fill="white"/>
        <text x="%d" y="28" font-size="16">%s</text>
        %s
        <text x="%d" y="%d" text-anchor="middle">%s</text>
        <text transform="translate(16 %d) rotate(-90)" text-anchor="middle">%s</text>
        %s
        </svg>
        """
                .formatted(
                        LEFT,
                        escaped(title),
                        grid.toString().strip(),
                        LEFT + WIDTH / 2,
                        TOP + HEIGHT + 40,
                        escaped(x),
                        TOP + HEIGHT / 2,
                        escaped(y),
                        lines.toString().strip());
    }

    private static double highestX(Series series) {
        return series.points().stream().mapToDouble(Point::x).max().orElse(0);
    }

    private static double highestY(Series series) {
        return series.points().stream().mapToDouble(Point::y).max().orElse(0);
    }

    /// The next 1, 2 or 5 with zeros; 1 if there is nothing to show.
    static double axisEnd(double highest) {
        if (!(highest > 0)) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(highest)));
        for (double step : new double[] {1, 2, 5, 10}) {
            if (step * power >= highest) {
                return step * power;
            }
        }
        return 10 * power;
    }

    private static String verticalTick(int index, double end) {
        double at = LEFT + (double) WIDTH * index / TICKS;
        int bottom = TOP + HEIGHT;
        return """
        <line x1="%1$s" y1="%2$d" x2="%1$s" y2="%3$d" stroke="#dddddd"/>
        <text x="%1$s" y="%4$d" text-anchor="middle">%5$s</text>\
        """
                .formatted(place(at), TOP, bottom, bottom + 18, label(end * index / TICKS));
    }

    private static String horizontalTick(int index, double end) {
        double at = TOP + HEIGHT - (double) HEIGHT * index / TICKS;
        return """
        <line x1="%1$d" y1="%2$s" x2="%3$d" y2="%2$s" stroke="#dddddd"/>
        <text x="%4$d" y="%5$s" text-anchor="end">%6$s</text>\
        """
                .formatted(
                        LEFT,
                        place(at),
                        LEFT + WIDTH,
                        LEFT - 8,
                        place(at + 4),
                        label(end * index / TICKS));
    }

    private String line(int index, double endX, double endY) {
        Series shown = series.get(index);
        String colour = COLOURS.get(index % COLOURS.size());
        List<Point> placed =
                shown.points().stream()
                        .map(point ->
                                new Point(
                                        LEFT + WIDTH * point.x() / endX,
                                        TOP + HEIGHT - HEIGHT * point.y() / endY))
                        .toList();
        String points =
                placed.stream()
                        .map(point -> place(point.x()) + "," + place(point.y()))
                        .collect(Collectors.joining(" "));
        String dots =
                placed.stream().map(point -> dot(point, colour)).collect(Collectors.joining("\n"));
        return """
        <polyline points="%1$s" fill="none" stroke="%2$s" stroke-width="2"/>
        %3$s
        <text x="%4$d" y="%5$d" fill="%2$s">%6$s</text>\
        """
                .formatted(
                        points,
                        colour,
                        dots,
                        LEFT + 210 * (index % 3),
                        TOP + HEIGHT + 60 + 14 * (index / 3),
                        escaped(shown.name()));
    }

    private static String dot(Point point, String colour) {
        return "<circle cx=\"%s\" cy=\"%s\" r=\"3\" fill=\"%s\"/>"
                .formatted(place(point.x()), place(point.y()), colour);
    }

    /// Numbers in pictures have points, whatever the machine's language has.
    private static String place(double at) {
        return String.format(Locale.ROOT, "%.1f", at);
    }

    private static String label(double value) {
        return value >= 1_000 || value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.3g", value);
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
