-- position: how far one partition of a source topic has been applied, and by whom it may be.
-- It moves in the transaction that changes the state, so state and position are one.
create table position (
    topic text not null,
    partition integer not null,
    -- A fresh random value of each claim; who holds another one is fenced.
    token uuid not null,
    -- The offset of the next record to apply.
    next_offset bigint not null check (next_offset >= 0),
    -- Of the last record applied; null before the first.
    leader_epoch integer,
    record_hash bytea,
    -- The last acknowledged outputs to source topics (Protobuf Acknowledged).
    acknowledged bytea not null default '',
    primary key (topic, partition),
    check ((next_offset = 0) = (record_hash is null))
);
