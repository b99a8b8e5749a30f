-- seen: how often each key was applied.
create table seen (
    key text primary key,
    times integer not null
);
