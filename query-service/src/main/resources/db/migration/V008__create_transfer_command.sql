-- transfer_command: a capture, void or reversal as it was decided, done or rejected.
create table transfer_command (
    tenant            text        collate "C" not null,
    transfer_id       uuid        not null,
    id                uuid        not null,
    -- of the transfer's event that decided it
    number            bigint      not null check (number > 0),
    kind              text        collate "C" not null
                      check (kind in ('capture', 'void', 'reversal')),
    -- whole minor units; null: all that was left
    asked_amount      bigint,
    -- what was asked for or what all that was left came to
    amount            bigint,
    -- of a capture: whether what is left after it is released
    is_final          boolean,
    reason            text,
    status            text        collate "C" not null check (status in ('done', 'rejected')),
    -- why it was rejected, or why something of it was returned
    rejection         text        collate "C",
    rejection_account text        collate "C",
    content_digest    text        collate "C" not null,
    -- other commands under this id, which lost
    conflict_count    bigint      not null check (conflict_count >= 0),
    conflict_digests  text[]      not null,
    -- each account that its instructions changed, and the version to which the last of them did
    posted_account    text[]      not null,
    posted_version    bigint[]    not null,
    received_at       timestamptz not null,
    decided_at        timestamptz not null,
    primary key (tenant, transfer_id, id),
    check ((kind = 'capture') = (is_final is not null))
);

-- Each account that the instructions of the request itself changed, and the version to which the
-- last of them did. Empty: as `leg_account` and `leg_version` say, which is so as long as no
-- command changed these and nothing went to suspense.
alter table transfer
    add column posted_account text[]   not null default '{}',
    add column posted_version bigint[] not null default '{}';

-- What is not balanced is told per request: the command below the transfer; null: the transfer
-- itself.
alter table imbalance
    add column command_id uuid;
