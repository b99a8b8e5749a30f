-- transfer: a transfer as its events up to `number` make it. One row per transfer.
-- The arrays beginning with `leg_` have one element for each leg, in the order of the request.
create table transfer (
    tenant            text        collate "C" not null,
    id                uuid        not null,
    number            bigint      not null check (number > 0),
    status            text        collate "C" not null
                      check (status in ('received', 'authorized', 'posted', 'rejected', 'voided',
                                        'expired', 'returned')),
    capture           text        collate "C" not null check (capture in ('automatic', 'manual')),
    leg_account       text[]      not null,
    leg_direction     text[]      not null,
    -- whole minor units
    leg_amount        bigint[]    not null,
    leg_currency      text[]      not null,
    -- the account's version and balance after the posting; null as long as a leg is not posted
    leg_version       bigint[]    not null,
    leg_balance_after numeric[]   not null,
    captured_amount   bigint      not null,
    released_amount   bigint      not null,
    reversed_amount   bigint      not null,
    returned_amount   bigint      not null,
    rejection         text        collate "C",
    rejection_account text        collate "C",
    description       text,
    metadata          jsonb       not null,
    content_digest    text        collate "C" not null,
    -- other requests under this id, which lost
    conflict_count    bigint      not null check (conflict_count >= 0),
    conflict_digests  text[]      not null,
    expires_at        timestamptz,
    -- by the client's clock
    happened_at       timestamptz,
    sent_at           timestamptz,
    -- by ours
    received_at       timestamptz not null,
    decided_at        timestamptz,
    primary key (tenant, id)
);

create index transfer_by_age on transfer (tenant, received_at, id);

-- Nearly all transfers are posted, so a list of those reads by age and passes few others over. Any
-- other status is rare, and has an index of its own.
create index transfer_by_rare_status on transfer (tenant, status, received_at, id)
    where status <> 'posted';

-- transfer_account: a transfer has a leg at this account. For the lists of an account's transfers.
create table transfer_account (
    tenant      text        collate "C" not null,
    account     text        collate "C" not null,
    received_at timestamptz not null,
    transfer_id uuid        not null,
    status      text        collate "C" not null,
    primary key (tenant, account, received_at, transfer_id)
);

create index transfer_account_by_rare_status
    on transfer_account (tenant, account, status, received_at, transfer_id)
    where status <> 'posted';
