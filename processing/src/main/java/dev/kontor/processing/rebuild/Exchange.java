package dev.kontor.processing.rebuild;

import static dev.kontor.processing.rebuild.ComparedTable.quote;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Puts a state that was built again in the place of the live one, in one transaction: before its
/// commit the old state is the live one, and after it the new one is, whatever fails.
///
/// The transaction first takes all live positions: batches under way are waited for, and no owner
/// passes the fence any more, nor does a claim. The new state is brought to exactly there. It takes
/// over the outbox of the old one, and what was acknowledged, so whoever claims it sends what was
/// not sent. Owners find their tokens gone, and claim anew.
final class Exchange {
    /// Nobody's transfers are decided meanwhile.
    private static final long MAX_APPLYING_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final int MAX_ATTEMPTS = 20;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final Set<String> BUSY = Set.of("55P03", "40P01");
    private static final String DEPENDENT_OBJECTS = "2BP01";

    /// What was granted to others on the live tables, as statements.
    private static final String GRANTS =
            """
            select format('grant %s on %I.%I to %s%s', a.privilege_type, ?, c.relname,
                          case when a.grantee = 0 then 'public'
                               else quote_ident(pg_get_userbyid(a.grantee)) end,
                          case when a.is_grantable then ' with grant option' else '' end)
            from pg_class c, aclexplode(c.relacl) a
            where c.relnamespace = to_regnamespace(?) and c.relkind in ('r', 'p')
              and a.grantee <> c.relowner
            """;

    /// What [Schema] does not know of.
    private static final String STRANGERS =
            """
            select relname from pg_class
            where relnamespace = to_regnamespace(?) and relkind in ('v', 'm', 'f', 'S')
            union all
            select proname from pg_proc where pronamespace = to_regnamespace(?)
            """;

    /// Whoever still knows the old tables, in plans and prepared statements, starts over.
    private static final String END_SESSIONS =
            """
            select count(pg_terminate_backend(pid))
            from pg_stat_activity
            where usename = current_user and datname = current_database()
              and pid <> pg_backend_pid() and application_name <> ?
            """;

    private final Session session;
    private final JdbcClient sql;
    private final Schema live;
    private final Schema rebuilt;
    private final Replaying replaying;

    /// @param session holds the lock of the rebuild
    /// @param live as any session sees it
    Exchange(Session session, Schema live, Schema rebuilt, Replaying replaying) {
        this.session = session;
        this.sql = session.sql();
        this.live = live;
        this.rebuilt = rebuilt;
        this.replaying = replaying;
    }

    /// @throws RebuildException if it cannot be done now; nothing has changed then
    void run() {
        requireNoStrangers();
        rebuilt.tables().forEach(table -> sql.sql("analyze " + quote(table)).update());
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            replaying.to(Positions.read(live.sql()), Replaying.NO_DEADLINE, () -> {});
            // The database's own cleaners give way to who waits for a second; the first attempts do
            // not keep readers of the views waiting so long.
            if (attempt(attempt < 3 ? 500 : 1_500)) {
                return;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new RebuildException(
                ("The live tables of %s could not be had for the switch: somebody reads or writes"
                                + " them all the time, as a backup does. Try again later. What has"
                                + " been built is kept.")
                        .formatted(live.name()));
    }

    private void requireNoStrangers() {
        for (Schema schema : List.of(live, rebuilt)) {
            List<String> strangers =
                    sql.sql(STRANGERS)
                            .params(schema.name(), schema.name())
                            .query(String.class)
                            .list();
            if (!strangers.isEmpty()) {
                throw new RebuildException(
                        "In the schema %s there is what a switch cannot take along: %s."
                                .formatted(schema.name(), String.join(", ", strangers)));
            }
        }
    }

    /// @return whether it is done
    private boolean attempt(int lockMillis) {
        session.begin();
        try {
            if (exchange(lockMillis)) {
                session.commit();
                return true;
            }
        } catch (DataAccessException e) {
            throwUnlessBusy(e);
        }
        session.rollBack();
        return false;
    }

    private void throwUnlessBusy(DataAccessException e) {
        String state =
                e.getMostSpecificCause() instanceof SQLException cause
                        ? String.valueOf(cause.getSQLState())
                        : "";
        if (state.equals(DEPENDENT_OBJECTS)) {
            throw new RebuildException(
                    "Something in the database depends on the live tables, and would be gone with"
                            + " them: "
                            + e.getMostSpecificCause().getMessage());
        }
        if (!BUSY.contains(state)) {
            throw e;
        }
    }

    private boolean exchange(int lockMillis) {
        sql.sql("set local synchronous_commit = on").update();
        sql.sql("set local lock_timeout = " + lockMillis).update();
        see(live);
        lock(List.of("position"));
        Positions position = Positions.read(sql);
        long deadline = System.nanoTime() + MAX_APPLYING_NANOS;
        if (!replaying.to(position, deadline, () -> {}) || !isAt(position)) {
            return false;
        }
        see(live);
        lock(live.tables());
        see(rebuilt);
        takeOver();
        List<String> grants =
                sql.sql(GRANTS).params(live.name(), live.name()).query(String.class).list();
        move();
        grants.forEach(grant -> sql.sql(grant).update());
        sql.sql(END_SESSIONS).param(Session.APPLICATION_NAME).query().listOfRows();
        return true;
    }

    private void lock(List<String> tables) {
        sql.sql("lock table " + join(tables) + " in access exclusive mode").update();
    }

    private boolean isAt(Positions position) {
        see(rebuilt);
        Positions here = Positions.read(sql);
        return here.aheadOf(position).isEmpty() && position.aheadOf(here).isEmpty();
    }

    /// What is no part of the state, and goes on with the new one.
    private void takeOver() {
        String old = quote(live.name());
        sql.sql("insert into outbox select * from %s.outbox".formatted(old)).update();
        sql.sql(
                        """
                        insert into position select * from %s.position
                        on conflict (topic, partition)
                        do update set acknowledged = excluded.acknowledged
                        """
                                .formatted(old))
                .update();
        sql.sql("update position set token = gen_random_uuid()").update();
        sql.sql("drop table " + Schema.MARK).update();
    }

    /// What bears no name that a migration gave is nobody's to drop.
    private void move() {
        List<String> tables = rebuilt.tables();
        List<String> types = rebuilt.types();
        see(live);
        sql.sql("drop table if exists " + join(tables)).update();
        if (!types.isEmpty()) {
            sql.sql("drop type if exists " + join(types)).update();
        }
        tables.forEach(table -> move("table", table));
        types.forEach(type -> move("type", type));
    }

    private void move(String kind, String name) {
        sql.sql(
                        "alter %s %s.%s set schema %s"
                                .formatted(
                                        kind,
                                        quote(rebuilt.name()),
                                        quote(name),
                                        quote(live.name())))
                .update();
    }

    private void see(Schema schema) {
        sql.sql("set local search_path to " + quote(schema.name())).update();
    }

    private static String join(List<String> names) {
        return names.stream().map(ComparedTable::quote).collect(Collectors.joining(", "));
    }
}
