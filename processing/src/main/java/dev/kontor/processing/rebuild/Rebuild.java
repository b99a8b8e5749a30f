package dev.kontor.processing.rebuild;

import dev.kontor.processing.ReplayException;
import dev.kontor.processing.rebuild.Positions.Partition;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.dao.DataAccessException;

/// Builds a state again from the log, in a schema beside the live one, while the service goes on.
///
/// What it has built so far says by itself how far it is, as every state does: so an interrupted
/// rebuild goes on where it was. One that another build of the code began is started over.
public final class Rebuild {
    /// Once the live state is at most so far ahead, it is looked at as it is at one moment: up to
    /// there the rest is applied, and the two are compared.
    private static final long CLOSE_RECORDS = 20_000;

    private static final int MAX_ROUNDS = 20;
    private static final String GO_ON =
            "What has been built is kept: the same command goes on from there, and discarding"
                    + " removes it.";

    private final RebuildProperties properties;
    private final JdbcConnectionDetails database;
    private final Flyway flyway;
    private final Supplier<Replaying> replayings;
    private final Map<String, CanonicalTable> canonical;
    private final Console console;

    Rebuild(
            RebuildProperties properties,
            JdbcConnectionDetails database,
            Flyway flyway,
            Supplier<Replaying> replayings,
            List<CanonicalTable> canonical,
            Console console) {
        this.properties = properties;
        this.database = database;
        this.flyway = flyway;
        this.replayings = replayings;
        this.canonical =
                canonical.stream()
                        .collect(Collectors.toMap(CanonicalTable::table, Function.identity()));
        this.console = console;
    }

    /// How it ended.
    public enum Result {
        DONE(0),
        DIFFERENT(1),
        FAILED(3);

        private final int status;

        Result(int status) {
            this.status = status;
        }

        /// What the process ends with.
        public int status() {
            return status;
        }
    }

    /// Does what is asked for, and says so.
    public Result run() {
        try (Session session = Session.open(database, properties.schema())) {
            requireToBeAlone(session);
            SchemaBeside beside = new SchemaBeside(new Schema(properties.schema(), session.sql()));
            beside.requireUsable();
            return switch (properties.mode()) {
                case VERIFY, SWITCH -> rebuild(session, beside);
                case DISCARD -> discard(beside);
            };
        } catch (RebuildException e) {
            return failed(String.valueOf(e.getMessage()));
        } catch (ReplayException e) {
            return failed(e.getMessage() + " " + GO_ON);
        } catch (DataAccessException e) {
            return failed(
                    "PostgreSQL: %s %s".formatted(e.getMostSpecificCause().getMessage(), GO_ON));
        } catch (FlywayException e) {
            return failed("The tables cannot be made: " + e.getMessage());
        }
    }

    private Result failed(String why) {
        console.say(why);
        return Result.FAILED;
    }

    /// The lock goes with the session, so it is never left behind.
    private void requireToBeAlone(Session session) {
        boolean isAlone =
                session.sql()
                        .sql("select pg_try_advisory_lock(hashtextextended(?, 0))")
                        .param("kontor " + properties.schema())
                        .query(Boolean.class)
                        .single();
        if (!isAlone) {
            throw new RebuildException(
                    "Another rebuild is at work in the schema %s. Wait for it, or stop it."
                            .formatted(properties.schema()));
        }
    }

    private Result discard(SchemaBeside beside) {
        boolean wasEmpty = beside.isEmpty();
        beside.clear();
        console.say(
                wasEmpty
                        ? "There is nothing in the schema %s.".formatted(properties.schema())
                        : "The schema %s is empty again.".formatted(properties.schema()));
        return Result.DONE;
    }

    private Result rebuild(Session session, SchemaBeside beside) {
        try (Session live = Session.open(database, properties.liveSchema());
                Replaying replaying = begin(live, beside)) {
            Progress progress = new Progress(console, replaying);
            approach(live, beside, replaying, progress);
            Comparison comparison = compare(beside, replaying, progress);
            comparison.lines().forEach(console::say);
            if (properties.mode() == RebuildProperties.Mode.SWITCH) {
                return exchange(session, live, beside, replaying, comparison);
            }
            return end(beside, comparison);
        }
    }

    private Replaying begin(Session live, SchemaBeside beside) {
        Schema there = new Schema(properties.liveSchema(), live.sql());
        if (!there.hasTable("position")) {
            throw new RebuildException(
                    "There is no live state in the schema %s. Start the service: it builds its"
                                    .formatted(there.name())
                            + " state from the log by itself, and sends all that follows from it"
                            + " again.");
        }
        prepare(beside, Positions.read(live.sql()));
        if (!there.migrations().equals(beside.schema().migrations())) {
            throw new RebuildException(
                    "The tables of %s were made by other migrations than this build has. Rebuild"
                                    .formatted(there.name())
                            + " with the build that the service runs.");
        }
        return replayings.get();
    }

    private void prepare(SchemaBeside beside, Positions live) {
        String build = Build.fingerprint();
        Optional<String> unusable =
                beside.isEmpty() ? Optional.empty() : unusable(beside, build, live);
        unusable.ifPresent(why -> {
            console.say(why + " Starting over.");
            beside.clear();
        });
        if (beside.isEmpty()) {
            beside.make(flyway, build);
        } else {
            console.say(
                    String.format(
                            Locale.ROOT,
                            "Going on with a rebuild that was interrupted, after %,d records.",
                            Positions.read(beside.schema().sql()).records()));
        }
    }

    private Optional<String> unusable(SchemaBeside beside, String build, Positions live) {
        if (properties.restart()) {
            return Optional.of("What an earlier rebuild left is not wanted.");
        }
        if (!beside.isOf(build)) {
            return Optional.of("What an earlier rebuild left was made by another build.");
        }
        return Positions.read(beside.schema().sql())
                .aheadOf(live)
                .map(partition ->
                        "What an earlier rebuild left is ahead of the live state at %s."
                                .formatted(partition));
    }

    /// Applies most of the log, while the live state moves on.
    private static void approach(
            Session live, SchemaBeside beside, Replaying replaying, Progress progress) {
        for (int round = 0; round < MAX_ROUNDS; round++) {
            Positions target = Positions.read(live.sql());
            replaying.beyondLog(target).ifPresent(Rebuild::logIsShort);
            long missing = target.records() - Positions.read(beside.schema().sql()).records();
            if (round > 0 && missing <= CLOSE_RECORDS) {
                return;
            }
            progress.towards(missing);
            replaying.to(target, Replaying.NO_DEADLINE, progress);
        }
    }

    private static void logIsShort(Partition partition) {
        throw new RebuildException(
                "The log of %s ends before what the live state has applied: restore that log."
                        .formatted(partition));
    }

    /// As long as this takes, PostgreSQL keeps the moment of the live state that is looked at.
    private Comparison compare(SchemaBeside beside, Replaying replaying, Progress progress) {
        try (Session live = Session.snapshot(database, properties.liveSchema())) {
            Positions target = Positions.read(live.sql());
            Positions before = Positions.read(beside.schema().sql());
            progress.towards(target.records() - before.records());
            replaying.to(target, Replaying.NO_DEADLINE, progress);
            progress.end();
            return Comparison.of(
                    new Schema(properties.liveSchema(), live.sql()), beside.schema(), canonical);
        }
    }

    private Result end(SchemaBeside beside, Comparison comparison) {
        if (comparison.isEqual()) {
            beside.clear();
            console.say("The states are equal.");
            return Result.DONE;
        }
        console.say(
                "The states differ. What was built again stays in the schema %s to be looked at."
                        .formatted(properties.schema()));
        return Result.DIFFERENT;
    }

    private Result exchange(
            Session session,
            Session live,
            SchemaBeside beside,
            Replaying replaying,
            Comparison comparison) {
        if (!comparison.isEqual() && !properties.evenIfDifferent()) {
            console.say(
                    "The states differ, so the live one stays: either it is damaged, or this build"
                            + " decides otherwise than the one that made it. If you know which, ask"
                            + " for the switch even if they are different.");
            return Result.DIFFERENT;
        }
        Schema old = new Schema(properties.liveSchema(), live.sql());
        new Exchange(session, old, beside.schema(), replaying).run();
        console.say(
                comparison.isEqual()
                        ? "The states were equal, and the one built again is live now."
                        : "The state that was built again is live now.");
        return Result.DONE;
    }
}
