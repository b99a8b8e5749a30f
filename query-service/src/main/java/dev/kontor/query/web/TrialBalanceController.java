package dev.kontor.query.web;

import dev.kontor.events.model.Tenant;
import dev.kontor.query.store.Views;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class TrialBalanceController implements TrialBalanceApi {
    private final Views views;

    TrialBalanceController(Views views) {
        this.views = views;
    }

    @Override
    @GetMapping(path = "/v1/trial-balance", produces = MediaType.APPLICATION_JSON_VALUE)
    public TrialBalanceResource trialBalance() {
        return TrialBalanceResource.of(views.trialBalance(Tenant.DEFAULT));
    }
}
