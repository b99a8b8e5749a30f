-- account: an account as its events up to `version` make it. One row per account, updated with each
-- batch of events; all of it can be made again from the topic account-events.
create table account (
    tenant           text        collate "C" not null,
    id               text        collate "C" not null,
    version          bigint      not null check (version > 0),
    currency         text        collate "C" not null,
    status           text        collate "C" not null
                     check (status in ('open', 'frozen', 'closed')),
    -- whole minor units; null: without limit
    overdraft_limit  bigint      check (overdraft_limit >= 0),
    -- whole minor units, credits minus debits; beyond 64 bits for accounts without limit
    posted           numeric     not null,
    held             bigint      not null check (held >= 0),
    opened_at        timestamptz not null,
    updated_at       timestamptz not null,
    -- the original request
    opening_limit    bigint      check (opening_limit >= 0),
    opening_received_at timestamptz not null,
    metadata         jsonb       not null,
    content_digest   text        collate "C" not null,
    -- other requests under this id, which lost
    conflict_count   bigint      not null check (conflict_count >= 0),
    conflict_digests text[]      not null,
    primary key (tenant, id)
) with (fillfactor = 80);

-- The list of accounts, newest first or oldest first.
create index account_by_age on account (tenant, opened_at, id);
