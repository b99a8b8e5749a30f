package dev.kontor.processing;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.jspecify.annotations.Nullable;

/// Tells a record that is damaged where it is stored from one that was damaged on its way: the same
/// partition fails again and again.
///
/// Kafka's client checks each batch it reads and tells what is wrong in a sentence alone, so that
/// is where the partition is found.
final class DamagedRecords {
    /// A record that is fetched anew that often and is still wrong is wrong on the disk.
    private static final int MOST_TRIES = 3;

    private final Pattern partition;
    private int last = -1;
    private int tries;

    /// @param topic whose partitions are read
    DamagedRecords(String topic) {
        this.partition = Pattern.compile("\\b" + Pattern.quote(topic) + "-(\\d+)\\b");
    }

    /// @return the partition whose log is damaged, once that is certain
    OptionalInt lastsIn(Throwable thrown) {
        OptionalInt now = in(thrown);
        tries = now.orElse(-1) == last ? tries + 1 : 1;
        last = now.orElse(-1);
        return tries >= MOST_TRIES ? now : OptionalInt.empty();
    }

    private OptionalInt in(Throwable thrown) {
        boolean isDamage = false;
        OptionalInt found = OptionalInt.empty();
        for (@Nullable Throwable each = thrown; each != null; each = each.getCause()) {
            String said = String.valueOf(each.getMessage());
            isDamage |= each instanceof CorruptRecordException || said.contains("corrupt");
            Matcher named = partition.matcher(said);
            if (found.isEmpty() && named.find()) {
                found = OptionalInt.of(Integer.parseInt(named.group(1)));
            }
        }
        return isDamage ? found : OptionalInt.empty();
    }
}
