package dev.kontor.request.web;

import dev.kontor.http.json.JsonObject;
import dev.kontor.http.request.PathIds;
import dev.kontor.request.domain.CommandForm;
import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// The commands on transfers and accounts, whose requests are judged but not carried out yet:
/// whoever writes a client learns what is wrong with it now.
@RestController
@Hidden
class CommandController {
    @PostMapping(path = "/v1/transfers/{id}/capture", produces = MediaType.APPLICATION_JSON_VALUE)
    void capture(@PathVariable String id, JsonObject body) {
        PathIds.transfer(id);
        CommandForm.CAPTURE.refuse(body);
    }

    @PostMapping(path = "/v1/transfers/{id}/void", produces = MediaType.APPLICATION_JSON_VALUE)
    void voidRest(@PathVariable String id, JsonObject body) {
        PathIds.transfer(id);
        CommandForm.VOID.refuse(body);
    }

    @PostMapping(path = "/v1/transfers/{id}/reversals", produces = MediaType.APPLICATION_JSON_VALUE)
    void reverse(@PathVariable String id, JsonObject body) {
        PathIds.transfer(id);
        CommandForm.REVERSAL.refuse(body);
    }

    @PostMapping(
            path = {
                "/v1/accounts/{id}/freeze",
                "/v1/accounts/{id}/unfreeze",
                "/v1/accounts/{id}/close"
            },
            produces = MediaType.APPLICATION_JSON_VALUE)
    void changeStatus(@PathVariable String id, JsonObject body) {
        PathIds.account(id);
        CommandForm.ACCOUNT_STATUS.refuse(body);
    }

    @PatchMapping(path = "/v1/accounts/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    void changeLimit(@PathVariable String id, JsonObject body) {
        PathIds.account(id);
        CommandForm.OVERDRAFT_LIMIT.refuse(body);
    }
}
