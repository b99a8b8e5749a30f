-- authorized_transfer: an authorization at rest, which waits for a capture, a void or its expiry.
-- Written when a transfer comes to rest authorized, deleted when something is under way again: then
-- it is in open_transfer, which holds what has something under way and nothing else. So what is
-- stuck and what is due to expire are found without reading each other's rows, and a transfer that
-- is captured by itself never has a row here.
create table authorized_transfer (
    partition   int    not null,
    -- whole microseconds since 1970 in UTC
    expires_at  bigint not null,
    transfer_id uuid   not null,
    tenant      text   not null collate "C",
    primary key (partition, expires_at, transfer_id, tenant)
);
