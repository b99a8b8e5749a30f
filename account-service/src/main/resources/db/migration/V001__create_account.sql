-- Times are whole microseconds since 1970 in UTC, amounts whole minor units.

create type status as enum ('open', 'frozen', 'closed');

-- account: an account as it is after the last instruction applied. Its row is written once for each
-- batch that touched it. What it holds is the sum of its entries, which are the rows of `answer`.
create table account (
    tenant text not null,
    account text not null,
    currency text not null,
    status status not null,
    -- null: without limit
    overdraft_limit bigint,
    -- credits minus debits
    posted numeric not null,
    held bigint not null,
    -- the number of its newest event, from 1 without a gap
    version bigint not null,
    -- openings with other content, which lost: all of them, and the digests of the first 20
    conflict_count bigint not null,
    conflict_digests text[] not null,
    updated_at bigint not null,
    -- the greatest time it has seen
    seen_at bigint not null,
    -- the event that opened it, as it stands in the topic account-events
    opened bytea not null,
    primary key (tenant, account),
    check (overdraft_limit between 0 and 9007199254740991),
    check (posted = trunc(posted)),
    -- only what must take everything has a balance of any size
    check (posted between -9007199254740991 and 9007199254740991
        or overdraft_limit is null or account like 'suspense:%'),
    check (held >= 0),
    check (version >= 1),
    check (cardinality(conflict_digests) <= 20 and cardinality(conflict_digests) <= conflict_count),
    check (updated_at <= seen_at),
    check (status = 'open' or overdraft_limit is not null),
    check (status = 'open' or account not like 'suspense:%'),
    check (status <> 'closed' or (posted = 0 and held = 0))
) with (fillfactor = 70); -- room for the next version of a row beside it, which spares the index
