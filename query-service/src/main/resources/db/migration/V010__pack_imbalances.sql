-- imbalance: what a batch of entries moved of some transfers and did not balance by itself: the
-- debits without their credits, then the credits without their debits. One row per tenant and
-- batch, whose arrays have one element for each request and currency: a row for each of these, and
-- its removal soon after, cost several times as much. From time to time all rows are added up into
-- one that has only what does not sum to zero, which changes no answer.
create table packed_imbalance (
    tenant      text      collate "C" not null,
    transfer_id uuid[]    not null,
    -- the command below the transfer; null: the transfer itself
    command_id  uuid[]    not null,
    currency    text[]    not null,
    -- credits minus debits, whole minor units
    amount      numeric[] not null,
    check (cardinality(command_id) = cardinality(transfer_id)),
    check (cardinality(currency) = cardinality(transfer_id)),
    check (cardinality(amount) = cardinality(transfer_id))
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- They live for seconds: compressing them would cost more than writing them.
alter table packed_imbalance
    alter column transfer_id set storage external,
    alter column command_id set storage external,
    alter column currency set storage external,
    alter column amount set storage external;

insert into packed_imbalance
select tenant, array_agg(transfer_id), array_agg(command_id), array_agg(currency),
       array_agg(amount)
from imbalance
group by tenant;

drop table imbalance;

alter table packed_imbalance rename to imbalance;
