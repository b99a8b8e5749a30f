-- Entries of captures and reversals beside those of transfers themselves, and entries that capture
-- a hold. The old rows fulfil what is checked here, by their default or by the check they were
-- written under: looking at each of them again would keep everyone waiting for nothing.
alter table entry
    -- the kind of the request that `command_id` names; null: the transfer itself
    add column request_kind text collate "C",
    add constraint entry_request_kind_check
        check ((command_id is null) = (request_kind is null)
               and request_kind in ('capture', 'reversal')) not valid,
    drop constraint entry_action_check,
    add constraint entry_action_check
        check (action in ('post_debit', 'post_credit', 'capture', 'return', 'suspense')) not valid;
