-- open_transfer: a transfer that is received and not decided. It has a row here and none in
-- `transfer`, which it gets when it is decided: so the large tables and their indexes are written
-- once for nearly every transfer. As many as are in flight; which of their accounts they touch is
-- read off their legs.
create table open_transfer (
    like transfer including defaults including constraints,
    -- so lists of any other status need not look here
    constraint open_transfer_is_received check (status = 'received'),
    primary key (tenant, id)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);

create index open_transfer_by_age on open_transfer (tenant, received_at, id);

insert into open_transfer
select t.* from transfer t where t.status = 'received';

delete from transfer_account a
using open_transfer o
where a.tenant = o.tenant and a.transfer_id = o.id;

delete from transfer where status = 'received';
