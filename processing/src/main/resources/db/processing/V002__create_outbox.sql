-- outbox: what one batch of one source partition has to publish, written with the state it follows from.
-- Removed some seconds after Kafka acknowledged all of it, by a transaction that passed the fence.
create table outbox (
    topic text not null,
    partition integer not null,
    -- The position after the batch: the order of publishing.
    next_offset bigint not null,
    -- The records, verbatim (Protobuf OutboxBatch).
    outputs bytea not null,
    primary key (topic, partition, next_offset)
);
