package dev.kontor.query.store;

import static dev.kontor.query.Facts.account;
import static dev.kontor.query.Facts.credit;
import static dev.kontor.query.Facts.opened;
import static dev.kontor.query.Facts.posted;
import static dev.kontor.query.Facts.received;
import static dev.kontor.query.Facts.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.AccountSnapshot;
import dev.kontor.events.model.OverdraftLimit;
import dev.kontor.events.model.Tenant;
import dev.kontor.events.model.TransferEvent;
import dev.kontor.events.model.TransferId;
import dev.kontor.events.model.TransferSnapshot;
import dev.kontor.events.model.TransferStatus;
import dev.kontor.query.Facts;
import dev.kontor.query.ViewDatabase;
import dev.kontor.query.stream.Projections;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ViewsIT {
    private static final TransferFilter ALL = new TransferFilter(null, null, null, null);
    private static final ViewDatabase DATABASE = new ViewDatabase();

    private final Views views = new Views(DATABASE.reads());
    private final Projections projections = new Projections(DATABASE);

    @BeforeEach
    void clear() {
        DATABASE.clear();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void showsEachTransferOnOnePageWhileOthersAreInserted() {
        projections.transfers(0, transfers(1, 5_000));
        List<TransferId> shown = new ArrayList<>();
        long more = 10_001;

        TransferPosition after = null;
        while (true) {
            List<TransferSnapshot> page = views.transfers(Tenant.DEFAULT, ALL, after, false, 1_000);
            if (page.isEmpty()) {
                break;
            }
            page.forEach(transfer -> shown.add(transfer.key().id()));
            after = TransferPosition.of(page.getLast());
            // Newer ones, and ones that were received long ago and are projected late.
            projections.transfers(0, transfers(more, 500));
            projections.transfers(1, transfersAt(more + 5_000, 500, Facts.START));
            more += 500;
        }

        assertThat(shown).doesNotHaveDuplicates();
        assertThat(shown).containsAll(ids(1, 5_000));
    }

    @Test
    void showsEachEntryOnOnePageWhileOthersAreInserted() {
        projections.accounts(0, List.of(opened("busy")));
        projections.accounts(0, entries("busy", 2, 3_000));
        List<Long> shown = new ArrayList<>();
        long next = 3_002;

        Long after = null;
        while (true) {
            List<AccountEvent.EntryPosted> page =
                    views.entries(account("busy"), after, false, 1_000).orElseThrow();
            if (page.isEmpty()) {
                break;
            }
            page.forEach(entry -> shown.add(entry.version()));
            after = page.getLast().version();
            projections.accounts(0, entries("busy", next, 500));
            next += 500;
        }

        assertThat(shown)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(2, 3_001).boxed().toList().reversed());
    }

    @Test
    void listsTransfersByAccountStatusAndTime() {
        projections.transfers(
                0,
                List.of(
                        received(1, "a", "b", 5),
                        posted(1, 2, 2, 2),
                        received(2, "b", "c", 5),
                        rejected(2, 2),
                        received(3, "c", "a", 5),
                        received(4, "a", "b", 5),
                        rejected(4, 2)));

        assertThat(listed(filter("a", null))).containsExactly(4L, 3L, 1L);
        assertThat(listed(filter("a", TransferStatus.RECEIVED))).containsExactly(3L);
        assertThat(listed(filter("b", TransferStatus.RECEIVED))).isEmpty();
        assertThat(listed(filter(null, TransferStatus.RECEIVED))).containsExactly(3L);
        assertThat(listed(ALL)).containsExactly(4L, 3L, 2L, 1L);
        projections.transfers(0, List.of(posted(3, 2, 3, 3)));

        assertThat(listed(filter("a", null))).containsExactly(4L, 3L, 1L);
        assertThat(listed(filter("a", TransferStatus.POSTED))).containsExactly(3L, 1L);
        assertThat(listed(filter("b", TransferStatus.REJECTED))).containsExactly(4L, 2L);
        assertThat(listed(filter(null, TransferStatus.REJECTED))).containsExactly(4L, 2L);
        assertThat(listed(filter(null, TransferStatus.RECEIVED))).isEmpty();
        assertThat(listed(filter("nobody", null))).isEmpty();
        Instant second = Facts.START.plusSeconds(2);
        Instant fourth = Facts.START.plusSeconds(4);
        assertThat(listed(new TransferFilter(null, null, second, fourth))).containsExactly(3L, 2L);
        assertThat(listed(new TransferFilter(new AccountId("b"), null, second, fourth)))
                .containsExactly(2L);
    }

    @Test
    void listsAccountsInTheOrderOfTheirOpening() {
        List<AccountEvent> openings = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            // Several at the same moment, so that the id has to decide.
            openings.add(
                    opened(
                            "acc-" + i,
                            new OverdraftLimit.Limited(0),
                            Facts.START.plusSeconds(i / 10)));
        }
        projections.accounts(0, openings);

        List<AccountSnapshot> shown = new ArrayList<>();
        AccountPosition after = null;
        while (true) {
            List<AccountSnapshot> page = views.accounts(Tenant.DEFAULT, after, true, 7);
            if (page.isEmpty()) {
                break;
            }
            shown.addAll(page);
            after = AccountPosition.of(page.getLast());
        }

        assertThat(shown).hasSize(250).doesNotHaveDuplicates();
        assertThat(shown)
                .isSortedAccordingTo((a, b) -> {
                    int byTime = a.openedAt().compareTo(b.openedAt());
                    return byTime != 0
                            ? byTime
                            : a.key().id().text().compareTo(b.key().id().text());
                });
    }

    @Test
    void readsNoListWithoutAnIndex() {
        projections.accounts(0, List.of(opened("busy")));
        projections.accounts(0, entries("busy", 2, 3_000));
        projections.transfers(0, transfers(1, 5_000));
        projections.transfers(0, List.of(rejected(7, 2), rejected(4_007, 2)));
        projections.transfers(
                0,
                LongStream.range(8, 4_000)
                        .<TransferEvent>mapToObj(id -> posted(id, 2, 5, 5))
                        .toList());
        List<AccountEvent> openings = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            openings.add(opened("acc-" + i));
        }
        projections.accounts(0, openings);
        DATABASE.execute("analyze");

        TransferPosition transfer =
                new TransferPosition(Facts.START.plusSeconds(900), Facts.transfer(900).id());
        for (boolean ascending : new boolean[] {true, false}) {
            Plans.assertIndexed(
                    DATABASE,
                    AccountTable.page(Tenant.DEFAULT, null, ascending, 51),
                    "account_by_age");
            Plans.assertIndexed(
                    DATABASE,
                    AccountTable.page(
                            Tenant.DEFAULT,
                            new AccountPosition(Facts.START, new AccountId("acc-77")),
                            ascending,
                            51),
                    "account_by_age");
            Plans.assertIndexed(
                    DATABASE, EntryTable.page(account("busy"), 900L, ascending, 51), "entry_pkey");
            Plans.assertIndexed(
                    DATABASE, transferPage(ALL, transfer, ascending), "transfer_by_age");
            Plans.assertIndexed(
                    DATABASE,
                    transferPage(filter(null, TransferStatus.POSTED), transfer, ascending),
                    "transfer_by_age");
            Plans.assertIndexed(
                    DATABASE,
                    transferPage(filter(null, TransferStatus.REJECTED), transfer, ascending),
                    "transfer_by_rare_status");
            Plans.assertIndexedButForOpenTransfers(
                    DATABASE,
                    transferPage(filter("acc-0", null), transfer, ascending),
                    "transfer_account_pkey");
            Plans.assertIndexedButForOpenTransfers(
                    DATABASE,
                    transferPage(filter("acc-0", TransferStatus.REJECTED), transfer, ascending),
                    "transfer_account_by_rare_status");
        }
    }

    private static Statement transferPage(
            TransferFilter filter, TransferPosition after, boolean ascending) {
        return TransferList.page(Tenant.DEFAULT, filter, after, ascending, 51);
    }

    private static TransferFilter filter(
            @Nullable String account, @Nullable TransferStatus status) {
        return new TransferFilter(
                account == null ? null : new AccountId(account), status, null, null);
    }

    private List<Long> listed(TransferFilter filter) {
        return views.transfers(Tenant.DEFAULT, filter, null, false, 100).stream()
                .map(transfer -> transfer.key().id().uuid().getLeastSignificantBits())
                .toList();
    }

    private static Set<TransferId> ids(long from, int count) {
        Set<TransferId> ids = new HashSet<>();
        LongStream.range(from, from + count).forEach(id -> ids.add(Facts.transfer(id).id()));
        return ids;
    }

    private static List<TransferEvent> transfers(long from, int count) {
        return LongStream.range(from, from + count)
                .<TransferEvent>mapToObj(id -> received(id, "acc-" + id % 20, "shop", 5))
                .toList();
    }

    private static List<TransferEvent> transfersAt(long from, int count, Instant at) {
        return LongStream.range(from, from + count)
                .<TransferEvent>mapToObj(id -> received(id, "acc-" + id % 20, "shop", 5, at))
                .toList();
    }

    private static List<AccountEvent> entries(String account, long fromVersion, int count) {
        return LongStream.range(fromVersion, fromVersion + count)
                .<AccountEvent>mapToObj(
                        version -> credit(account, version, version, 1, version - 1))
                .toList();
    }
}
