package dev.godwit.project.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AuditTest {

    private static Audit audit(String id, List<String> aliases, Severity severity, String fix) {
        return new Audit(
                List.of("auditor of " + id),
                List.of(
                        new Finding(
                                id,
                                aliases,
                                "g:a",
                                "1.0.0",
                                severity,
                                fix.isEmpty() ? List.of() : List.of(fix),
                                "pom.xml",
                                "title of " + id)),
                List.of());
    }

    @Test
    void oneAdvisoryOfSeveralGoesByItsGhsaIdWhoeverCameFirst() {
        Audit nvd = audit("CVE-2021-1", List.of(), Severity.UNKNOWN, "");
        Audit osv = audit("GHSA-a", List.of("CVE-2021-1"), Severity.HIGH, "1.0.1");
        for (List<Audit> order : List.of(List.of(nvd, osv), List.of(osv, nvd))) {
            Audit merged = Audit.merged(order);
            assertThat(merged.auditors()).hasSize(2);
            assertThat(merged.findings())
                    .singleElement()
                    .satisfies(
                            one -> {
                                assertThat(one.advisory()).isEqualTo("GHSA-a");
                                assertThat(one.aliases()).containsExactly("CVE-2021-1");
                                assertThat(one.severity()).isEqualTo(Severity.HIGH);
                                assertThat(one.fixedIn()).containsExactly("1.0.1");
                            });
        }
    }

    @Test
    void aProjectOfNothingIsCleanOnlyWhenThatIsKnown() {
        assertThat(Audit.ofNothing("a", new Inventory(List.of(), List.of())).unknown()).isEmpty();
        assertThat(Audit.ofNothing("a", new Inventory(List.of(), List.of("no lock"))).unknown())
                .hasSize(1);
    }
}
