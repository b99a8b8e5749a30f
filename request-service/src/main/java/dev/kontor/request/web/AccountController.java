package dev.kontor.request.web;

import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.AccountSnapshot;
import dev.kontor.events.model.Micros;
import dev.kontor.events.model.Tenant;
import dev.kontor.http.json.JsonObject;
import dev.kontor.http.request.Prefer;
import dev.kontor.http.resource.AccountResource;
import dev.kontor.request.RequestProperties;
import dev.kontor.request.domain.AccountForm;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AccountController implements AccountApi {
    private final Desk<AccountSnapshot> desk;
    private final RequestProperties properties;
    private final Clock clock;

    AccountController(Desk<AccountSnapshot> desk, RequestProperties properties, Clock clock) {
        this.desk = desk;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    @PostMapping(path = "/v1/accounts", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<AccountResource> open(
            JsonObject body, Prefer prefer, HttpServletRequest request) {
        RequestHeaders.refuseIdempotencyKey(
                request, "cannot name an account, whose id is in the body");
        AccountForm form = AccountForm.read(body, Micros.truncate(clock.instant()));
        AccountKey key = new AccountKey(Tenant.DEFAULT, form.id());
        return desk.handle(AccountWrite.of(key, form.opening(), properties), prefer, request);
    }
}
