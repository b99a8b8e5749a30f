-- open_transfer: a transfer that is not final. Written when it is received, deleted when it ends,
-- so that what is stuck is found without reading all transfers there ever were.
create table open_transfer (
    partition   int  not null,
    tenant      text not null collate "C",
    transfer_id uuid not null,
    primary key (partition, transfer_id, tenant)
);
