-- currency_total: what all entries of one partition of account-events make, per currency. Written
-- by the partition's owner only, so that nobody waits for another.
create table currency_total (
    tenant    text    collate "C" not null,
    currency  text    collate "C" not null,
    partition integer not null,
    -- credits minus debits, whole minor units
    entry_sum numeric not null,
    entries   bigint  not null,
    accounts  bigint  not null,
    primary key (tenant, currency, partition)
) with (fillfactor = 50);

-- imbalance: what a batch of entries moved of one transfer and did not balance by itself: the debit
-- without its credit, then the credit without its debit. Rows are only added, and those that
-- sum to zero for their transfer and currency are removed from time to time, which changes no
-- answer. So what is left sums to all that is not balanced yet, per transfer.
create table imbalance (
    tenant      text    collate "C" not null,
    transfer_id uuid    not null,
    currency    text    collate "C" not null,
    -- credits minus debits, whole minor units
    amount      numeric not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);
