-- transfer_step: what one record of the log changed in one transfer. Never updated, never deleted:
-- a transfer's state is the fold of its steps. The primary key is what makes a transfer's id mean
-- one transfer for ever: a second one under the id collides at step 1.
--
-- The id stands first, as ids that grow with time keep the index's hot end small; the tenant last,
-- where a long name shared by all rows costs no comparison.
create table transfer_step (
    tenant      text  not null collate "C",
    transfer_id uuid  not null,
    step        int   not null check (step > 0),
    -- Protobuf, see ledger.proto: StoredStep.
    changes     bytea not null,
    primary key (transfer_id, step, tenant)
);
