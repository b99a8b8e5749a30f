-- An answer that is no refusal moves what is posted, which makes it an entry, or what is held, or
-- both: a capture takes the same amount off both. So posted is the sum of amount, and held the sum of
-- held_change.
-- An expiry has no id below its transfer either, so its request_id is the transfer's own too.

alter table answer
    -- holds are positive, captures and releases negative
    add column held_change bigint,

    drop constraint answer_check,
    add constraint answer_request_id_check
        check (request_kind not in ('transfer', 'expiry') or request_id = transfer_id),

    drop constraint answer_check1,
    add constraint answer_movement_check check (
        num_nonnulls(version, balance_after, held_after) in (0, 3)
        and (version is null) = (amount is null and held_change is null)),

    drop constraint answer_check2,
    add constraint answer_sign_check check ((
        case action
            when 'hold' then amount is null and (version is null or held_change > 0)
            when 'release' then amount is null and held_change < 0
            when 'capture' then amount < 0 and held_change = amount
            when 'post_debit' then held_change is null and (version is null or amount < 0)
            else held_change is null and (version is null or amount > 0)
        end) is true),
    add constraint answer_held_change_check
        check (abs(held_change) between 1 and 9007199254740991),

    add constraint answer_release_check
        check (request_kind not in ('void', 'expiry') or action = 'release');
