create type action as enum ('post_debit', 'post_credit', 'return', 'suspense');

create type request_kind as enum ('transfer');

-- answer: what one account answered to one instruction, refusals included. Never updated, never deleted.
-- Its primary key is the instruction's identity, which makes applying it twice harmless, for ever. The
-- transfer id comes first: it grows with time, so new rows stand together. A second index would cost as
-- much again as everything else here.
-- An instruction that was not refused is an entry: those rows are the journal.
create table answer (
    transfer_id uuid not null,
    leg integer not null,
    action action not null,
    request_kind request_kind not null,
    -- the command below the transfer; the transfer's own id when the request is the transfer
    request_id uuid not null,
    account text not null,
    tenant text not null,
    -- of the instruction's content: a repeat with another one breaks an invariant
    fingerprint bigint not null,
    -- the record as it was sent to the topic transfers, and is sent again to a repeat
    outcome bytea not null,
    -- of an entry: credits are positive, debits negative
    amount bigint,
    -- of an entry: the account after it
    version bigint,
    balance_after numeric,
    held_after bigint,
    primary key (transfer_id, leg, action, request_kind, request_id, account, tenant),
    check (leg >= 0),
    check (request_kind <> 'transfer' or request_id = transfer_id),
    check (num_nonnulls(amount, version, balance_after, held_after) in (0, 4)),
    check (abs(amount) between 1 and 9007199254740991),
    check ((amount < 0) = (action = 'post_debit')),
    -- the first version is the opening's
    check (version >= 2),
    check (held_after >= 0),
    -- suspense takes what nobody will have back
    check (action <> 'suspense' or (amount is not null and account like 'suspense:%'))
);
