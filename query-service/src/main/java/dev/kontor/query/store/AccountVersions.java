package dev.kontor.query.store;

import dev.kontor.events.model.AccountId;
import dev.kontor.query.domain.AccountVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Versions of accounts, as two columns.
final class AccountVersions {
    private AccountVersions() {}

    static List<String> accounts(List<AccountVersion> versions) {
        return versions.stream().map(version -> version.account().text()).toList();
    }

    static List<@Nullable Long> versions(List<AccountVersion> versions) {
        return versions.stream().<@Nullable Long>map(AccountVersion::version).toList();
    }

    static List<AccountVersion> of(List<String> accounts, List<@Nullable Long> versions) {
        List<AccountVersion> all = new ArrayList<>();
        for (int i = 0; i < accounts.size(); i++) {
            all.add(
                    new AccountVersion(
                            new AccountId(accounts.get(i)),
                            Objects.requireNonNull(versions.get(i))));
        }
        return all;
    }
}
