-- entry: one leg of one transfer, as it was applied to one account. Never updated, never deleted.
-- `version` is the account's version after it. An account's other events have versions too, so
-- its entries' versions grow, but with gaps.
create table entry (
    tenant        text        collate "C" not null,
    account       text        collate "C" not null,
    version       bigint      not null check (version > 0),
    transfer_id   uuid        not null,
    -- the command below the transfer; null: the transfer itself
    command_id    uuid,
    leg           integer     not null check (leg >= 0),
    kind          text        collate "C" not null check (kind in ('debit', 'credit')),
    action        text        collate "C" not null
                  check (action in ('post_debit', 'post_credit', 'return', 'suspense')),
    -- whole minor units
    amount        bigint      not null check (amount > 0),
    balance_after numeric     not null,
    held_after    bigint      not null,
    posted_at     timestamptz not null,
    effective_at  timestamptz not null,
    -- the number of the rules it was decided by
    rules         integer     not null,
    primary key (tenant, account, version)
);
