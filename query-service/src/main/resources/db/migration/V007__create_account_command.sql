-- account_command: a command on an account as it was decided, done or rejected.
create table account_command (
    tenant           text        collate "C" not null,
    account          text        collate "C" not null,
    id               uuid        not null,
    -- the account's version after it
    version          bigint      not null check (version > 0),
    kind             text        collate "C" not null
                     check (kind in ('freeze', 'unfreeze', 'close', 'change_overdraft_limit')),
    reason           text,
    -- what a change of the limit asks for, whole minor units
    overdraft_limit  bigint      check (overdraft_limit >= 0),
    status           text        collate "C" not null check (status in ('done', 'rejected')),
    rejection        text        collate "C",
    content_digest   text        collate "C" not null,
    -- other commands under this id, which lost
    conflict_count   bigint      not null check (conflict_count >= 0),
    conflict_digests text[]      not null,
    received_at      timestamptz not null,
    decided_at       timestamptz not null,
    primary key (tenant, account, id),
    check ((status = 'rejected') = (rejection is not null)),
    check ((kind = 'change_overdraft_limit') = (overdraft_limit is not null))
);

-- The limit as it was at a time: an account's times never go back along its versions.
create index account_command_of_limit on account_command (tenant, account, decided_at, version)
    where kind = 'change_overdraft_limit' and status = 'done';

-- held: a hold that was placed, or one that was released without being captured, and the balance
-- after it. Captures of holds are entries. The times of an account never go back along its
-- versions, so the key finds what was held at a time.
create table held (
    tenant  text        collate "C" not null,
    account text        collate "C" not null,
    at      timestamptz not null,
    version bigint      not null check (version > 0),
    -- whole minor units, after it
    posted  numeric     not null,
    held    bigint      not null check (held >= 0),
    primary key (tenant, account, at, version)
);
