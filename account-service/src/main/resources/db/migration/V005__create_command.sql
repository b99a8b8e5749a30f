-- command: what became of one command on one account, which is decided at once. What was decided
-- never changes; only the conflicts of its id are counted. Its primary key makes it the same command,
-- however often it is sent, for ever.
create table command (
    tenant text not null,
    account text not null,
    command_id uuid not null,
    -- of its account: a command is one event of it, done or rejected
    version bigint not null,
    -- commands with other content, which lost: all of them, and the digests of the first 20
    conflict_count bigint not null,
    conflict_digests text[] not null,
    -- the event as it stands in the topic account-events
    decided bytea not null,
    primary key (tenant, account, command_id),
    -- the first version is the opening's
    check (version >= 2),
    check (cardinality(conflict_digests) <= 20 and cardinality(conflict_digests) <= conflict_count)
);
