package dev.kontor.system.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What all statements of the services have in common.
class SqlTest {
    private static final Pattern QUALIFIED =
            Pattern.compile(
                    "(\\b(from|join|into|update|copy|table) +|::)(account|ledger|query)\\.\\w+");

    /// A state that is built again stands in another schema, and is written by the same statements.
    @Test
    void namesNoSchema() {
        assertThat(Repository.java().stream().filter(file -> !Repository.isTest(file)))
                .flatMap(file ->
                        Repository.offences(file, line -> QUALIFIED.matcher(line).find()).toList())
                .isEmpty();
    }
}
