-- Outputs live for seconds: compressing them would cost more than writing them.
alter table outbox alter column outputs set storage external;
