package dev.kontor.system.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may know whom. What the modules' class paths can say they say themselves; this is the rest.
class LayersTest {
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    private static final List<String> MODULES = modules();
    private static final String[] SERVICES = {
        "dev.kontor.request..", "dev.kontor.ledger..", "dev.kontor.account..", "dev.kontor.query.."
    };
    private static final String[] PURE = {
        "dev.kontor.*.domain..", "dev.kontor.events.model..", "java..", "org.jspecify.."
    };
    private static final JavaClasses CLASSES = new ClassFileImporter().importPaths(compiled());

    private static List<String> modules() {
        return MODULE.matcher(Repository.text(Repository.ROOT.resolve("pom.xml")))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static List<Path> compiled() {
        return MODULES.stream()
                .map(module -> Repository.ROOT.resolve(module).resolve("target/classes"))
                .toList();
    }

    /// Of a module that is not compiled all rules would hold.
    @Test
    void seesEveryModule() {
        assertThat(MODULES).contains("events", "ledger-processor", "account-service");
        assertThat(compiled()).allSatisfy(classes -> assertThat(classes).isDirectory());
    }

    @Test
    void letsDomainsKnowOnlyTheirRecordsAndPlainJava() {
        check(
                classes()
                        .that()
                        .resideInAPackage("dev.kontor.*.domain..")
                        .and()
                        .resideOutsideOfPackage("dev.kontor.request..")
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(PURE));
    }

    /// What a request says is the domain of request-service, so it may know how one is read.
    @Test
    void letsTheDomainOfRequestsKnowHowTheyAreReadAsWell() {
        String[] allowed =
                Stream.concat(
                                Arrays.stream(PURE),
                                Stream.of(
                                        "dev.kontor.http.json..",
                                        "dev.kontor.http.problem..",
                                        "dev.kontor.http.request.."))
                        .toArray(String[]::new);
        check(
                classes()
                        .that()
                        .resideInAPackage("dev.kontor.request.domain..")
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(allowed));
    }

    @Test
    void letsCoresReadNoClockThrowNoDiceAndShareNothing() {
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(
                                "dev.kontor.ledger.domain..",
                                "dev.kontor.account.domain..",
                                "dev.kontor.query.domain..")
                        .should()
                        .callMethodWhere(readsTheClock())
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis")
                        .orShould()
                        .callMethod(System.class, "nanoTime")
                        .orShould()
                        .callMethod(UUID.class, "randomUUID")
                        .orShould()
                        .callMethod(Math.class, "random")
                        .orShould()
                        .callMethod(StrictMath.class, "random")
                        .orShould()
                        .dependOnClassesThat()
                        .belongToAnyOf(Random.class, Date.class, Calendar.class)
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(Clock.class)
                        .orShould()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "java.io..",
                                "java.net..",
                                "java.nio.file..",
                                "java.nio.channels..",
                                "java.security..",
                                "java.sql..",
                                "java.util.concurrent..",
                                "java.util.random.."));
    }

    /// All that `java.time` can be now.
    private static DescribedPredicate<JavaMethodCall> readsTheClock() {
        return describe(
                "java.time's now()",
                call ->
                        call.getTarget().getName().equals("now")
                                && call.getTargetOwner().getPackageName().startsWith("java.time"));
    }

    @Test
    void keepsServicesFromOneAnother() {
        for (String service : SERVICES) {
            String[] others =
                    List.of(SERVICES).stream()
                            .filter(other -> !other.equals(service))
                            .toArray(String[]::new);
            check(
                    noClasses()
                            .that()
                            .resideInAPackage(service)
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(others));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"events", "processing", "http", "local", "cli", "benchmarks"})
    void keepsServicesOutOfWhatTheyShare(String module) {
        check(
                noClasses()
                        .that()
                        .resideInAPackage("dev.kontor." + module + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(SERVICES));
    }

    /// `kontor log` prints records as they lie in the log, so it reads them unmapped.
    @Test
    void letsOnlyTheCodecAndTheLogPrinterTouchGeneratedRecords() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(
                                "dev.kontor.events.codec..",
                                "dev.kontor.events.proto..",
                                "dev.kontor.cli.topic..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("dev.kontor.events.proto.."));
    }

    @Test
    void letsOnlyCodecsStoresAndTheShellKnowProtobuf() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(
                                "dev.kontor.*.proto..",
                                "dev.kontor.*.store..",
                                "dev.kontor.events.codec..",
                                "dev.kontor.processing..",
                                "dev.kontor.cli.topic..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("com.google.protobuf..", "dev.kontor.*.proto.."));
    }

    @Test
    void keepsTheRecordsPlain() {
        check(
                classes()
                        .that()
                        .resideInAPackage("dev.kontor.events.model..")
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(
                                "dev.kontor.events.model..", "java..", "org.jspecify.."));
    }

    @Test
    void letsOnlyWebSpeakHttp() {
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(
                                "dev.kontor.*.domain..",
                                "dev.kontor.*.store..",
                                "dev.kontor.*.stream..",
                                "dev.kontor.processing..",
                                "dev.kontor.events..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("jakarta.servlet..", "org.springframework.web.."));
    }

    @Test
    void letsOnlyStoresSpeakSql() {
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(
                                "dev.kontor.*.domain..",
                                "dev.kontor.*.web..",
                                "dev.kontor.http..",
                                "dev.kontor.events..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "java.sql..",
                                "javax.sql..",
                                "org.postgresql..",
                                "org.springframework.jdbc.."));
    }

    @Test
    void letsOnlyStreamsSpeakToTheLog() {
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(
                                "dev.kontor.*.domain..",
                                "dev.kontor.*.web..",
                                "dev.kontor.*.store..",
                                "dev.kontor.http..",
                                "dev.kontor.events.model..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka.."));
    }

    @Test
    void keepsSpringOutOfTheCommandAndOfTheRecords() {
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage("dev.kontor.cli..", "dev.kontor.events..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.springframework.."));
    }

    @Test
    void findsNoInjectionIntoFields() {
        check(
                noFields()
                        .should()
                        .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired"));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }
}
