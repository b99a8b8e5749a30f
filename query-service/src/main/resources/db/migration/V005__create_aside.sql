-- aside: a fact whose number is ahead of what is known of its subject. It waits here for the ones
-- before it; after a minute its partition halts.
create table aside (
    topic     text    collate "C" not null,
    partition integer not null,
    -- the record's key
    key       text    collate "C" not null,
    number    bigint  not null,
    -- the record's value
    fact      bytea   not null,
    primary key (topic, partition, key, number)
);
