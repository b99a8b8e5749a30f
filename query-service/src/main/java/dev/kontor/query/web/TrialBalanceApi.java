package dev.kontor.query.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

/// What clients are told of the trial balance.
@Tag(name = "Trial balance")
interface TrialBalanceApi {
    @Operation(
            operationId = "getTrialBalance",
            summary = "What all entries sum to, per currency",
            description =
                    """
                    `sum` and `in_flight` make zero, always: what is not zero then has been made \
                    or lost. Each is zero when nothing is in flight.\
                    """)
    TrialBalanceResource trialBalance();
}
