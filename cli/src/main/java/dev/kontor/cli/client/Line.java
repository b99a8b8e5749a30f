package dev.kontor.cli.client;

/// One line of the input.
///
/// @param number  in the input, from 1
/// @param end     how many bytes of the input there are up to its end
/// @param bytes   without the line break
/// @param refused how often it was answered that its fate is unknown
record Line(long number, long end, byte[] bytes, int refused) {

    Line refusedAgain() {
        return new Line(number, end, bytes, refused + 1);
    }
}
