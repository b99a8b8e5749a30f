-- What Kontor needs of a PostgreSQL database before its services start: for each service that keeps
-- state a role, a schema, and a second schema in which a state can be built again beside the live
-- one; else that is empty. Tables are the services' own affair (Flyway).
--
-- Run by a superuser, connected to the database meant for Kontor. Running it again changes
-- nothing, so passwords that were altered since stay as they are.
--
-- A role owns its schemas and can reach nothing else. A role may terminate the backends of its own
-- sessions, as every role may: that is how a new owner of a partition gets past a frozen one.

do $$
declare
    service text;
begin
    foreach service in array array['ledger', 'account', 'query'] loop
        -- Roles belong to the server, not to the database: another database may have made them.
        if not exists (select from pg_roles where rolname = service) then
            execute format('create role %I login password %L', service, service);
        end if;
        execute format('create schema if not exists %I authorization %I', service, service);
        execute format('create schema if not exists %I authorization %I',
            service || '_rebuild', service);
        execute format('grant connect on database %I to %I', current_database(), service);
    end loop;

    execute format('revoke all on database %I from public', current_database());
    revoke all on schema public from public;
end
$$;
